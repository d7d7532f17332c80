/** Mistake: it does not stop its timer when the reply is there. */
// Caught by: RpcClient gives up a call when its time is over, and ignores the reply that comes late
// Says: nothing is left but a timer
// Violates: When the call is over, however it ends, no timer of it is
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  override async call(procedure: number, args: Uint8Array, options: { timeout: number }) {
    const late = Promise.withResolvers<never>();
    const { timeout } = options;
    const over = () => late.reject(new Deno.errors.TimedOut("It is late"));
    if (timeout < Infinity) setTimeout(over, timeout);
    const calling = super.call(procedure, args, { timeout: Infinity });
    return await Promise.race([calling, late.promise]);
  }
}
