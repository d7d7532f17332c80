/** Mistake: of the calls that wait, it tells one that the connection has ended. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: when the stream ends, each of three calls that wait is over
// Violates: When the stream ends, for all calls that wait
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override end(reason: Error): void {
    const [first] = this.waiting;
    this.waiting.clear();
    if (first) this.waiting.set(...first);
    super.end(reason);
  }
}
