/** Mistake: it forgets each reply after an hour. */
// Caught by: Service remembers the replies that were ready last, and forgets the others
// Says: sent again after an hour
// Violates: reply is remembered: it gets the same reply
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  protected override once(key: string, make: () => Promise<Uint8Array>) {
    const timer = setTimeout(() => this.replies.delete(key), 3_600_000);
    Deno.unrefTimer(timer as unknown as number);
    return super.once(key, make);
  }
}
