/** Mistake: it does not wait for longer than a week, whatever it is told. */
// Caught by: RpcClient gives up a call when its time is over, and ignores the reply that comes late
// Says: too early
// Violates: how long to wait for the reply
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override call(procedure: number, args: Uint8Array, { timeout }: { timeout: number }) {
    const week = 7 * 24 * 3_600_000;
    return super.call(procedure, args, { timeout: Math.min(timeout, week) });
  }
}
