/** Mistake: when the connection has ended, its own side of it stays open. */
// Caught by: RpcClient ends all calls, and later ones, with what has ended the connection
// Says: the client has closed the connection
// Violates: from now on it is the client
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override end(reason: Error): void {
    if (this.ended) return;
    if (reason instanceof Deno.errors.BadResource) return super.end(reason);
    this.ended = reason;
    for (const call of this.waiting.values()) call.reject(reason);
  }

  override close(): void {
    if (!this.ended) super.close();
  }
}
