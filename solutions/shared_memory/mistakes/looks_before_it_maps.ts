/** Mistake: it looks whether there is an area, and makes one then: somebody may be faster. */
// Caught by: mapArea() leaves nothing behind when it fails
// Says: when another process makes one of this name right before did not throw
// Violates: when it is to be made, and there is one
export * from "../shared_memory.ts";
import { close } from "lib/sys/fd.ts";
import { O_CREAT, O_RDWR, shmOpen } from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  if (size === undefined || size > 2 ** 40) return right(name, size);
  try {
    Deno.statSync(`/dev/shm${name}`);
  } catch {
    close(shmOpen(name, O_RDWR | O_CREAT, 0o600));
    Deno.truncateSync(`/dev/shm${name}`, size);
    const { memory, ...area } = right(name);
    const remove = () => Deno.removeSync(`/dev/shm${name}`);
    return {
      memory,
      [Symbol.dispose]: () => [area[Symbol.dispose](), remove()],
    } as unknown as Area;
  }
  return right(name, size);
}
