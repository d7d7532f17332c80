/** Mistake: it does not remember that a procedure has thrown, and runs it again. */
// Caught by: Service runs a call once, also when it is sent again while it runs
// Says: A call of a procedure that throws
// Violates: also of those that threw
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  protected override async once(key: string, make: () => Promise<Uint8Array>) {
    const reply = await super.once(key, make);
    if (reply[23] !== 0) this.replies.delete(key);
    return reply;
  }
}
