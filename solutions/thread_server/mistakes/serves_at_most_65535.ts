/** Mistake: its numbers of conversations that have ended begin again at 65536. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: 200000 have entered
// Violates: How many have ended without an error
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  override get served(): number {
    return super.served & 0xffff;
  }
}
