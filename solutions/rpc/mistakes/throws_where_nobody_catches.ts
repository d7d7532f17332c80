/** Mistake: what ends the connection is thrown in a loop that nobody awaits. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: left an error that nobody caught
// Violates: When the stream ends, for all calls that wait
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override async receive(limit: number): Promise<never> {
    try {
      return await super.receive(limit);
    } catch (error) {
      if (this.waiting.size === 0 && !this.ended) Promise.reject(error);
      throw error;
    }
  }
}
