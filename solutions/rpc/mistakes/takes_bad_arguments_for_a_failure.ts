/** Mistake: it says that a procedure has failed, whatever that throws. */
// Caught by: Service tells whether a procedure has failed, or could not understand its arguments
// Says: A procedure reads more than there is
// Violates: a RangeError could not understand its arguments
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    if (reply?.length === 24 && reply[23] === 4) reply[23] = 5;
    return reply;
  }
}
