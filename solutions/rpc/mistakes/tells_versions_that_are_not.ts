/** Mistake: it says that there are versions from 0 on. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: An older version
// Violates: and tells which one there is
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    const mismatch = reply?.length === 32 && reply[11] === 0 && reply[23] === 2;
    if (mismatch) new DataView(reply.buffer).setUint32(24, 0);
    return reply;
  }
}
