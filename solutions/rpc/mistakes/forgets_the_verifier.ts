/** Mistake: its replies have no verifier. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: A procedure: answer() gave 24 bytes: 16777218 1 0 0 1 2
// Violates: Answers a call.
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    if (!reply || reply[11] !== 0) return reply;
    return new Uint8Array([...reply.subarray(0, 12), ...reply.subarray(20)]);
  }
}
