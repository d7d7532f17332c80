/** Mistake: close() closes the connection, and calls hear that a read was interrupted. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: When close() is called
// Violates: The same, when `close()` is called before that
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override close(): void {
    this.connection[Symbol.dispose]();
  }
}
