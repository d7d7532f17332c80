/** Mistake: it does not wait for room. */
// Caught by: room() waits until there is room, or until the pool ends
// Says: There is no room, and room() returns
// Violates: Waits until `submit()` would say `true`
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override room(): Promise<void> {
    return Promise.resolve();
  }
}
