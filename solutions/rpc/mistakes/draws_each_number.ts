/** Mistake: it draws a number for each call by chance, and one may come twice. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: Two calls of a client have the same number
// Violates: The numbers of
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    this.last = Math.floor(Math.random() * 2 ** 32);
    return super.call(procedure, args, options);
  }
}
