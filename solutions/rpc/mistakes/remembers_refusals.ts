/** Mistake: it remembers refusals in the place of replies. */
// Caught by: Service remembers the replies that were ready last, and forgets the others
// Says: which is no reply of a procedure
// Violates: Of the replies of procedures
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    if (reply === undefined) return reply;
    const key = `${new DataView(reply.buffer).getUint32(0)} ${client}`;
    if (!this.replies.has(key)) await this.once(key, () => Promise.resolve(reply));
    return reply;
  }
}
