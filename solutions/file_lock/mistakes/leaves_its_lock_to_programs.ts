/** Mistake: programs that work starts inherit the open file, and have the lock for as long as they run. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: work starts a program, and is over before the program is
// Violates: The lock is held from before `work` begins until it is over
export * from "../file_lock.ts";
import { F_SETFD, fcntl } from "lib/sys/fd.ts";
import { withLock as right } from "../file_lock.ts";

export function withLock<T>(path: string, work: () => T | Promise<T>, options = {}): Promise<T> {
  return right(path, () => {
    const { ino } = Deno.statSync(path);
    for (let fd = 3; fd < 100; fd++) if (numberOf(fd) === ino) fcntl(fd, F_SETFD, 0);
    return work();
  }, options);
}

function numberOf(fd: number): number | null {
  try {
    return Deno.statSync(`/proc/self/fd/${fd}`).ino;
  } catch {
    return null;
  }
}
