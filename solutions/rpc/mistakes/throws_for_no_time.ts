/** Mistake: it takes a timeout of 0 for none. */
// Caught by: RpcClient gives up a call when its time is over, and ignores the reply that comes late
// Says: call() has given up after 0 ms
// Violates: from 0 to 2 ** 31 - 1
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override call(procedure: number, args: Uint8Array, { timeout }: { timeout: number }) {
    return super.call(procedure, args, { timeout: timeout || Infinity });
  }
}
