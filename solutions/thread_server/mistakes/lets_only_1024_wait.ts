/** Mistake: its queue has 1024 places, whatever it was told. */
// Caught by: submit() serves those who wait in their order
// Says: submit() returns false when 1024 do
// Violates: from 0 to `Infinity`
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  static override start(...[threads, waiting, handler]: Parameters<typeof Right.start>) {
    return super.start(threads, Math.min(waiting, 1024), handler);
  }
}
