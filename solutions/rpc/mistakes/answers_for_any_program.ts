/** Mistake: it does not look which program is called. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: Another program
// Violates: of another program
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const copy = call.slice();
    if (copy.length >= 16) new DataView(copy.buffer).setUint32(12, this.program);
    return await super.answer(client, copy);
  }
}
