/** Mistake: a status that it does not know is a success. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: When a reply has the status 6
// Violates: after RFC 5531
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override async receive(limit: number): Promise<never> {
    try {
      return await super.receive(limit);
    } catch (error) {
      if (!/status/.test((error as Error).message)) throw error;
      for (const call of this.waiting.values()) call.resolve(new Uint8Array());
      return await this.receive(limit);
    }
  }
}
