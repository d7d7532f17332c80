/** Mistake: when a call is refused, all others are over, too. */
// Caught by: RpcClient tells a refusal to its call, and goes on
// Says: A call beside one that is refused
// Violates: when the server refuses this call, and others go on
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    try {
      return await super.call(procedure, args, options);
    } catch (error) {
      if (Object.hasOwn(error as Error, "code")) this.end(error as Error);
      throw error;
    }
  }
}
