/** Mistake: a procedure gets the call from its beginning on. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: A procedure: answer() gave
// Violates: it gets the arguments, and gives
export * from "../rpc.ts";
import { Service as Right, XdrReader } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const own = { ...this.procedures };
    for (const [number, procedure] of Object.entries(own)) {
      this.procedures[Number(number)] = () => procedure(new XdrReader(call));
    }
    const reply = super.answer(client, call);
    this.procedures = own;
    return await reply;
  }
}
