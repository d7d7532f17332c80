/** Mistake: a connection that breaks has ended for its calls. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: threw UnexpectedEof
// Violates: The same, when the connection breaks
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override end(reason: Error): void {
    const reset = reason instanceof Deno.errors.ConnectionReset;
    super.end(reset ? new Deno.errors.UnexpectedEof("It has ended") : reason);
  }
}
