/**
 * Memory that processes have mapped together: `man 2 mmap`, `man 5 proc_pid_maps`.
 *
 * ```ts
 * import { mappingAt } from "lib/testing/diagnosis/objects/mappings.ts";
 * import { IPC_CREAT, IPC_PRIVATE, IPC_RMID, shmat, shmctl, shmdt, shmget } from "lib/sys/shm.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0o600);
 * const mapping = shmat(id, 4096);
 * shmctl(id, IPC_RMID);
 * const found = mappingAt(Deno.pid, Deno.UnsafePointer.value(mapping.address));
 * assertEquals(found?.name, `shared memory segment ${id}`);
 * mapping.memory.transfer();
 * shmdt(mapping);
 * ```
 *
 * @module
 */

import { contents, processes } from "../proc.ts";

/** A part of a process's memory that others may have, too. */
export interface Mapping {
  /** What people call the memory. */
  name: string;
  /** Tells it from other memory: the device, and the file's number. */
  object: string;
  start: bigint;
  /** Where in the object the mapping begins. */
  offset: number;
}

/** Gives the shared mapping at an address; private memory is none. */
export function mappingAt(pid: number, address: bigint): Mapping | undefined {
  for (const mapping of sharedMappings(pid)) {
    if (mapping.start <= address && address < mapping.end) return mapping;
  }
}

/** Gives the processes that have mapped the same memory. */
export function mappersOf(object: string): number[] {
  return processes().filter((pid) => sharedMappings(pid).some((one) => one.object === object));
}

function sharedMappings(pid: number): (Mapping & { end: bigint })[] {
  const lines = contents(`/proc/${pid}/maps`).matchAll(
    /^([\da-f]+)-([\da-f]+) ..[\S]s ([\da-f]+) (\S+) (\d+) *(.*)$/gm,
  );
  return [...lines].map(([, start, end, offset, device, inode, path]) => ({
    name: memoryName(path!, inode!),
    object: `${device} ${inode}`,
    start: BigInt(`0x${start}`),
    end: BigInt(`0x${end}`),
    offset: parseInt(offset!, 16),
  }));
}

function memoryName(path: string, inode: string): string {
  if (path.startsWith("/SYSV")) return `shared memory segment ${inode}`;
  if (path.startsWith("/dev/zero")) return "shared memory without a name";
  return path;
}
