/** Mistake: a call that is cut is one with bad arguments for it. */
// Caught by: Service gives nothing for what is no call
// Says: and not undefined
// Violates: or only a part of
export * from "../rpc.ts";
import { Service as Right, XdrWriter } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    if (reply || call.length < 8 || call[7] !== 0) return reply;
    const number = call.subarray(0, 4);
    return new Uint8Array([
      ...number,
      ...new XdrWriter().uint(1).uint(0).uint(0).uint(0).uint(4).bytes,
    ]);
  }
}
