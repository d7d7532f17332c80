/** Mistake: client 1 with number 11 is client 11 with number 1 for it. */
// Caught by: Service runs a call once, also when it is sent again while it runs
// Says: Call 1
// Violates: any text
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  protected override once(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const [number = "", ...client] = key.split(" ");
    return super.once(client.join(" ") + number, make);
  }
}
