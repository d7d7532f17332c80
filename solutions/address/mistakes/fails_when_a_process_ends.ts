/** Mistake: it fails when a process ends while it looks. */
// Caught by: ownersOf() leaves out whom it may not look into, and who ends meanwhile
// Says: it threw ENOENT
// Violates: and so are those that end meanwhile
export * from "../address.ts";
import type { Connection, Owner } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  const name = `socket:[${connection.inode}]`;
  const owners: Owner[] = [];
  for (const { name: pid } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      for (const { name: fd } of Deno.readDirSync(`/proc/${pid}/fd`)) {
        const link = Deno.readLinkSync(`/proc/${pid}/fd/${fd}`);
        if (link === name) owners.push({ pid: Number(pid), fd: Number(fd) });
      }
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) throw error;
    }
  }
  return owners;
}
