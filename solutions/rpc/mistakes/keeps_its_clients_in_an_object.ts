/** Mistake: it looks for a client in an object, where `constructor` is from the beginning. */
// Caught by: Service runs a call once, also when it is sent again while it runs
// Says: of the client "constructor": answer() gave undefined
// Violates: any text
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  #clients: Record<string, Set<string>> = {};

  protected override once(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const [number = "", ...client] = key.split(" ");
    const calls = this.#clients[client.join(" ")] ??= new Set();
    calls.add(number);
    return super.once(key, make);
  }
}
