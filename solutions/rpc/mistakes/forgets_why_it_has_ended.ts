/** Mistake: a later call hears that the client is closed, and not what has ended the connection. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: a later call
// Violates: and for all later ones
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override end(reason: Error): void {
    if (this.ended) return;
    super.end(reason);
    this.ended = new Deno.errors.BadResource("It is closed");
  }
}
