/** Mistake: all results are in the same array. */
// Caught by: RpcClient gives each call its own reply, in whatever order they come
// Says: answered in reversed order, number
// Violates: The result as XDR, in an array of its own
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  #array = new Uint8Array(1 << 20);

  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    const result = await super.call(procedure, args, options);
    if (result.length > this.#array.length) return result;
    this.#array.set(result);
    return this.#array.subarray(0, result.length);
  }
}
