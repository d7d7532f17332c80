/** Mistake: two clients that use the same number are one for it. */
// Caught by: Service runs a call once, also when it is sent again while it runs
// Says: A call of a procedure that throws, sent for the first time
// Violates: Another client may use the same numbers for other calls
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override answer(_client: string, call: Uint8Array) {
    return super.answer("somebody", call);
  }
}
