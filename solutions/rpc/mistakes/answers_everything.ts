/** Mistake: it answers a message that is no call. */
// Caught by: Service gives nothing for what is no call
// Says: and not undefined
// Violates: `undefined` for what is no call
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const copy = call.slice();
    copy.fill(0, 4, 8); // It will be a call.
    return await super.answer(client, copy);
  }
}
