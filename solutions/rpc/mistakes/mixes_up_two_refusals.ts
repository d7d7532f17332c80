/** Mistake: it takes the reason of a denied call for the other one. */
// Caught by: RpcClient tells a refusal to its call, and goes on
// Says: The server says RPC_MISMATCH
// Violates: when the server refuses this call
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    try {
      return await super.call(procedure, args, options);
    } catch (error) {
      const refusal = error as { code?: string };
      if (refusal.code === "RPC_MISMATCH") refusal.code = "AUTH_ERROR";
      throw error;
    }
  }
}
