/** Mistake: it makes the reply in the array of the call. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: answer() has changed the call
// Violates: which stay as they are
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    if (reply && call.length >= 8) call[7] = 1; // It is a reply now.
    return reply;
  }
}
