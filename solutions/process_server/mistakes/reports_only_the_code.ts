/** Mistake: it tells the code of a child, and not the signal that ended it. */
// Caught by: reap() collects all that have ended, and waits for nobody
// Says: child: 137
// Violates: How each of these has ended
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override reap(): Ended[] {
    return super.reap().map((it) => ({ ...it, signal: null }));
  }
}
