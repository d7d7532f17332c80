/** Mistake: the name of its errors says why a call was refused, and they have no code. */
// Caught by: RpcClient tells a refusal to its call, and goes on
// Says: the error has the code undefined
// Violates: as its `code`
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    try {
      return await super.call(procedure, args, options);
    } catch (error) {
      const refused = error as Error & { code?: string };
      if (refused.constructor === Error) refused.name = refused.code!;
      delete refused.code;
      throw error;
    }
  }
}
