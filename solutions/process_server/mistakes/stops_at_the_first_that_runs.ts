/** Mistake: it looks no further when it comes to a child that runs. */
// Caught by: reap() collects all that have ended, and waits for nobody
// Says: 71 have ended, and reap() gives nobody.
// Violates: Collects all that have ended by now
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { libc } from "lib/sys/libc.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override reap(): Ended[] {
    const { waitpid } = libc();
    let found = -1;
    const look = (...all: Parameters<typeof waitpid>) => found && (found = waitpid(...all));
    Object.assign(libc(), { waitpid: look });
    try {
      return super.reap();
    } finally {
      Object.assign(libc(), { waitpid });
    }
  }
}
