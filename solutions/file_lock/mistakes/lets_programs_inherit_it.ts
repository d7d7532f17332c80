/** Mistake: programs that it starts inherit the open file, and keep the claim when it has ended. */
// Caught by: claim() lasts until its process ends, in whatever way
// Says: The holder was killed, a program that it has started goes on, and another one claims: it threw
// Violates: even when programs go on that it has started
export * from "../file_lock.ts";
import { F_SETFD, fcntl } from "lib/sys/fd.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const claimed = right(path);
  const { ino } = Deno.statSync(path);
  for (const { name } of Deno.readDirSync("/proc/self/fd")) {
    if (numberOf(name) === ino) fcntl(Number(name), F_SETFD, 0);
  }
  return claimed;
}

const numberOf = (fd: string) => {
  try {
    return Deno.statSync(`/proc/self/fd/${fd}`).ino;
  } catch {
    return undefined;
  }
};
