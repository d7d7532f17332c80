/** Mistake: a call waits until the one before it is over. */
// Caught by: RpcClient gives each call its own reply, in whatever order they come
// Says: call() has sent call 2 of 3
// Violates: It does not wait for other calls, and gets its own reply
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  #before: Promise<unknown> = Promise.resolve();

  override call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    const calling = this.#before.then(() => super.call(procedure, args, options));
    this.#before = calling.catch(() => {});
    return calling;
  }
}
