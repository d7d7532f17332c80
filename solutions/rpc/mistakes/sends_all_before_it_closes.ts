/** Mistake: close() waits until all calls are sent. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: and the server has read only a part of a call
// Violates: Closes the connection
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  declare protected sent: Promise<void>;

  protected override receive(limit: number): Promise<never> {
    const { send } = this;
    this.sent = Promise.resolve();
    this.send = (bytes) => this.sent = send(bytes);
    return super.receive(limit);
  }

  override close(): void {
    this.sent.finally(() => super.close()).catch(() => {});
  }
}
