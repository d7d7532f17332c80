/** Mistake: it begins to read when the first call is made, and sees no end before. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: and none was made before
// Violates: when it ends, breaks, or brings what is no reply
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  declare protected begin: () => void;

  protected override receive(limit: number): Promise<never> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.begin = resolve;
    return promise.then(() => super.receive(limit));
  }

  override call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    this.begin();
    return super.call(procedure, args, options);
  }
}
