/** Mistake: it reads the arguments when it is their turn to be sent. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: which change after call()
// Violates: and may change as soon as
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  #before: Promise<unknown> = Promise.resolve();

  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    const mine = this.#before;
    this.#before = mine.then(() => new Promise((resolve) => setTimeout(resolve, 1)));
    await mine;
    return await super.call(procedure, args, options);
  }
}
