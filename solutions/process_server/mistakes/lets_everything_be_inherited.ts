/** Mistake: it takes close-on-exec away, so that the program gets whatever is open. */
// Caught by: handOver() gives the program a session of its own, and no other descriptor
// Says: which is close-on-exec in the process
// Violates: none that is close-on-exec
export * from "../process_server.ts";
import { handOver as right } from "../process_server.ts";
import { F_SETFD, fcntl } from "lib/sys/fd.ts";

export function handOver(...args: Parameters<typeof right>): number {
  const fds = [...Deno.readDirSync("/proc/self/fd")].map(({ name }) => Number(name));
  for (const fd of fds.filter((it) => it > 2)) {
    try {
      fcntl(fd, F_SETFD, 0);
    } catch {
      // It was that of the folder.
    }
  }
  return right(...args);
}
