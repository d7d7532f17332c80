/** Mistake: it says that it did not understand the arguments, whatever a procedure throws. */
// Caught by: Service tells whether a procedure has failed, or could not understand its arguments
// Says: A procedure throws an Error
// Violates: When it throws anything else, it has failed
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    if (reply?.length === 24 && reply[23] === 5) reply[23] = 4;
    return reply;
  }
}
