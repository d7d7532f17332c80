/** Mistake: it drops the rest of a process when one of its descriptors is gone. */
// Caught by: ownersOf() names each descriptor of each process
// Says: "ownersOf(), fd 500"
// Violates: Each descriptor of each process
export * from "../address.ts";
import type { Connection, Owner } from "../address.ts";

export function ownersOf({ inode }: Connection): Owner[] {
  const owners: Owner[] = [];
  const pids = [...Deno.readDirSync("/proc")].map(({ name }) => Number(name));
  for (const pid of pids.filter((it) => it > 0)) {
    try {
      for (const { name } of Deno.readDirSync(`/proc/${pid}/fd`)) {
        const is = Deno.readLinkSync(`/proc/${pid}/fd/${name}`) === `socket:[${inode}]`;
        if (is) owners.push({ pid, fd: Number(name) });
      }
    } catch {
      continue; // Looking at itself, it finds the descriptor with which it looked.
    }
  }
  return owners;
}
