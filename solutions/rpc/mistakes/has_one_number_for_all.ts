/** Mistake: all of its calls have the same number. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: Two calls of a client have the same number
// Violates: The numbers of
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    this.last = 6;
    return await super.call(procedure, args, options);
  }
}
