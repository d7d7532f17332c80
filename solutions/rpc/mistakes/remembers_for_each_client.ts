/** Mistake: it remembers so many replies for each client, and not for all together. */
// Caught by: Service remembers the replies that were ready last, and forgets the others
// Says: its reply has to be forgotten
// Violates: of all clients together
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  #ready: Record<string, string[]> = {};

  protected override once(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.replies.get(key);
    if (known) return known;
    const reply = make();
    this.replies.set(key, reply);
    const ready = this.#ready[key.slice(key.indexOf(" "))] ??= [];
    reply.then(() => {
      ready.push(key);
      if (ready.length > this.remember) this.replies.delete(ready.shift()!);
    });
    return reply;
  }
}
