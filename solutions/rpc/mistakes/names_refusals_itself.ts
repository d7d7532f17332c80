/** Mistake: the code of its errors is the number that came. */
// Caught by: RpcClient tells a refusal to its call, and goes on
// Says: call() threw 1
// Violates: as RFC 5531 names it
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    try {
      return await super.call(procedure, args, options);
    } catch (error) {
      const refused = error as { code?: string };
      if (refused.code === "PROG_UNAVAIL") refused.code = "1";
      throw error;
    }
  }
}
