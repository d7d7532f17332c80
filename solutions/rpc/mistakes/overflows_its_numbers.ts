/** Mistake: it begins with a number that is drawn by chance, and the numbers do not begin again at 0. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: Gave up waiting until call() has sent call 2 of 300
// Violates: up to the 2 ** 32nd call of a client
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  #next = Math.floor(Math.random() * 2 ** 32);

  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    if (this.#next++ >= 2 ** 32) throw new RangeError("There are no numbers any more");
    this.last = this.#next - 2;
    return await super.call(procedure, args, options);
  }
}
