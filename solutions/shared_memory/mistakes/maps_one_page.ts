/** Mistake: it maps one page of an area, however long that is. */
// Caught by: mapArea() maps all of an area that somebody has made, as a shell, and leaves it as it is
// Says: memory has 4096 bytes
// Violates: all of it is mapped
export * from "../shared_memory.ts";
import { close } from "lib/sys/fd.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  if (size !== undefined) return right(name, size);
  const fd = sys.shmOpen(name, sys.O_RDWR);
  const mapping = sys.mmap(fd, 4096);
  close(fd);
  const dispose = () => {
    if (!mapping.memory.detached) sys.munmap({ ...mapping, memory: mapping.memory.transfer() });
  };
  return { memory: mapping.memory, [Symbol.dispose]: dispose };
}
