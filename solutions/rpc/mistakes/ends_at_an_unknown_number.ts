/** Mistake: a reply that no call waits for ends the connection. */
// Caught by: RpcClient gives each call its own reply, in whatever order they come
// Says: and not its result
// Violates: A reply that no call waits for is ignored
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override receive(limit: number): Promise<never> {
    const { waiting } = this;
    const get = waiting.get.bind(waiting);
    waiting.get = (number) => {
      const call = get(number);
      if (!call) throw new RangeError(`There is no call ${number}`);
      return call;
    };
    return super.receive(limit);
  }
}
