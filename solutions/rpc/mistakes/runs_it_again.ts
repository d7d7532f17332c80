/** Mistake: it does not look whether a call was sent before. */
// Caught by: Service runs a call once, also when it is sent again while it runs
// Says: ran 2 times, and has to run once
// Violates: does not run again while it runs
export * from "../rpc.ts";
import { Service as Right } from "../rpc.ts";

export class Service extends Right {
  protected override once(_key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    return make();
  }
}
