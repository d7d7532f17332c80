/** Mistake: it forgets the call that came first, also when that still runs. */
// Caught by: Service runs a call once, also when it is sent again while it runs
// Says: and has to run for each client once
// Violates: does not run again while it runs
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  protected override once(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const reply = this.replies.get(key) ?? make();
    this.replies.set(key, reply);
    const [oldest] = this.replies.keys();
    if (this.replies.size > this.remember) this.replies.delete(oldest!);
    return reply;
  }
}
