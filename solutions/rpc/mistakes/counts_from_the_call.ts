/** Mistake: it forgets the reply whose call came first, and not the one that was ready first. */
// Caught by: Service remembers the replies that were ready last, and forgets the others
// Says: Two slow calls were ready last
// Violates: were ready last are remembered
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  protected override once(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.replies.get(key);
    if (known) return known;
    this.ready.push(key);
    const reply = make();
    this.replies.set(key, reply);
    reply.then(() => {
      if (this.ready.length > this.remember) this.replies.delete(this.ready.shift()!);
    });
    return reply;
  }
}
