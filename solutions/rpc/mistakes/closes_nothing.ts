/** Mistake: close() ends the calls, and leaves the connection open. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: close() has closed the connection
// Violates: Closes the connection.
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override close(): void {
    this.ended ??= new Deno.errors.BadResource("It is closed");
    for (const call of this.waiting.values()) call.reject(this.ended);
  }
}
