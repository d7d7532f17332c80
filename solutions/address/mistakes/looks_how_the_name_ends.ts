/** Mistake: it looks how the link of a descriptor ends, and a file may have a name that ends so. */
// Caught by: ownersOf() names nobody for a connection that no process has
// Says: and an open file has the name
// Violates: Tells who has a socket open
export * from "../address.ts";
import type { Connection, Owner } from "../address.ts";

export function ownersOf({ inode }: Connection): Owner[] {
  const names = (folder: string) => attempt(() => [...Deno.readDirSync(folder)], []);
  return names("/proc").map((it) => +it.name).filter((pid) => pid > 0).flatMap((pid) => {
    const all = names(`/proc/${pid}/fd`).map((it) => ({ pid, fd: +it.name }));
    return all.filter(({ fd }) => {
      const link = attempt(() => Deno.readLinkSync(`/proc/${pid}/fd/${fd}`), "");
      return link.endsWith(`socket:[${inode}]`);
    });
  });
}

function attempt<T>(call: () => T, otherwise: T): T {
  try {
    return call();
  } catch {
    return otherwise;
  }
}
