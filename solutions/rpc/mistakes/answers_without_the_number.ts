/** Mistake: its replies do not say to which call they belong. */
// Caught by: serveRpc() and Service answer clients that others have written
// Says: What a client in perl got
// Violates: The reply, as soon as it is ready
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  override async answer(client: string, call: Uint8Array) {
    const reply = await super.answer(client, call);
    return reply?.fill(0, 0, 4);
  }
}
