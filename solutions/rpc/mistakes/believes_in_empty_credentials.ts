/** Mistake: it takes the arguments from behind the tenth word. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: With credentials of 1 bytes
// Violates: Whoever calls may have any credentials
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    if (call.length < 40) return await super.answer(client, call);
    const header = call.slice(0, 40).fill(0, 24);
    return await super.answer(client, new Uint8Array([...header, ...call.subarray(40)]));
  }
}
