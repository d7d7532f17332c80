/** Mistake: it calls with credentials: those of the user, as NFS has them. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: the first words are
// Violates: with RPC version 2 and without credentials
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override receive(limit: number): Promise<never> {
    const { send } = this;
    this.send = (bytes) => {
      const named = bytes.slice();
      new DataView(named.buffer).setUint32(24, 1);
      return send(named);
    };
    return super.receive(limit);
  }
}
