/** Mistake: it looks for the number only, and files have numbers, too. */
// Caught by: ownersOf() names nobody for a connection that no process has
// Says: an open file has that
// Violates: Tells who has a socket open
export * from "../address.ts";
import { type Connection, type Owner } from "../address.ts";

export function ownersOf({ inode }: Connection): Owner[] {
  const attempt = <T>(call: () => T) => {
    try {
      return call();
    } catch {
      return undefined;
    }
  };
  const names = (path: string) =>
    attempt(() => Array.from(Deno.readDirSync(path), (it) => Number(it.name))) ?? [];
  return names("/proc").filter((pid) => pid > 0).flatMap((pid) => {
    const open = names(`/proc/${pid}/fd`).map((fd) => ({ pid, fd }));
    const number = (fd: number) => attempt(() => Deno.statSync(`/proc/${pid}/fd/${fd}`))?.ino;
    return inode === 0 ? [] : open.filter(({ fd }) => number(fd) === inode);
  });
}
