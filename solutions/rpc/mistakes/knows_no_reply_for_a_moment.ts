/** Mistake: for a moment, a call does not run any more, and its reply is not yet remembered. */
// Caught by: Service runs a call once, also when it is sent again while it runs
// Says: while its procedure ends
// Violates: and as long as its
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  protected override once(key: string, make: () => Promise<Uint8Array>) {
    if (this.replies.has(key)) return super.once(key, make);
    const reply = super.once(key, make);
    reply.then(async () => {
      if (!this.replies.delete(key)) return;
      await Promise.resolve();
      this.replies.set(key, reply);
    });
    return reply;
  }
}
