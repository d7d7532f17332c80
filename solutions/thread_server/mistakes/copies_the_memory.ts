/** Mistake: each object has a copy of the memory. */
// Caught by: Counters count for all that have the same memory, and for nobody else
// Says: have another memory in `shared`
// Violates: all that another thread needs to use the same ones
export * from "../thread_server.ts";
import { Counters as Right } from "../thread_server.ts";

export class Counters extends Right {
  constructor(shared: SharedArrayBuffer) {
    super(shared.slice(0));
  }
}
