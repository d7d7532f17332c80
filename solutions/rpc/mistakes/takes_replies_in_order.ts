/** Mistake: it gives each reply to the call that has waited longest. */
// Caught by: RpcClient gives each call its own reply, in whatever order they come
// Says: answered in reversed order
// Violates: gets its own reply, in whatever order
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override receive(limit: number): Promise<never> {
    const { waiting } = this;
    const get = waiting.get.bind(waiting);
    waiting.get = () => get([...waiting.keys()][0]!);
    return super.receive(limit);
  }
}
