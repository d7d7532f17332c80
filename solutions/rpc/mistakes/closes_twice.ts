/** Mistake: close() fails when the connection is closed already. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: BadResource
// Violates: and a second time, this does nothing
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override close(): void {
    this.connection.close();
    super.close();
  }
}
