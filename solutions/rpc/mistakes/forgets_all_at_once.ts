/** Mistake: when it has no room for another reply, it forgets all of them. */
// Caught by: Service remembers the replies that were ready last, and forgets the others
// Says: although its reply is one of the last
// Violates: Of the replies of procedures
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  protected override once(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (this.ready.length >= this.remember && !this.replies.has(key)) {
      for (const old of this.ready.splice(0)) this.replies.delete(old);
    }
    return super.once(key, make);
  }
}
