/** Mistake: it passes over what it does not understand. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: when a reply ends after
// Violates: or when the server sends what is no reply
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override async receive(limit: number): Promise<never> {
    try {
      return await super.receive(limit);
    } catch (error) {
      if (!(error instanceof RangeError) || /limit/.test(error.message)) throw error;
      return await this.receive(limit);
    }
  }
}
