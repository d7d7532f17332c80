/** Mistake: it turns each word of the arguments into network order, where they are. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: call() has changed its arguments
// Violates: which stay as they are, and may change as soon as
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    const copy = args.slice();
    args.fill(0);
    return super.call(procedure, copy, options);
  }
}
