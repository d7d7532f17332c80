/** Mistake: it reads a call to its end, before it looks at the RPC version. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: and nothing behind that
// Violates: whatever stands behind that
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    return call.length < 40 ? undefined : await super.answer(client, call);
  }
}
