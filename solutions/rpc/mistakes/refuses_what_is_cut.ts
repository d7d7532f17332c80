/** Mistake: it refuses a call of another program, whether or not the call is there as a whole. */
// Caught by: Service gives nothing for what is no call
// Says: bytes of a call of another program
// Violates: or only a part of
export * from "../rpc.ts";
import { Service as Right, XdrReader, XdrWriter } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    if (reply || call.length < 24) return reply;
    const words = new XdrReader(call);
    const [number, type, rpc, program] = [0, 1, 2, 3].map(() => words.uint());
    if (type !== 0 || rpc !== 2 || program === this.program) return reply;
    return new XdrWriter().uint(number!).uint(1).uint(0).uint(0).uint(0).uint(1).bytes;
  }
}
