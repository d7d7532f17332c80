/** Mistake: it maps a copy of its own: what it writes, nobody else sees. */
// Caught by: mapArea() makes an area of zeros, which all processes see
// Says: and others still see
// Violates: The same memory in every process that has mapped it
export * from "../shared_memory.ts";
import { close } from "lib/sys/fd.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  const area = right(name, size);
  const fd = sys.shmOpen(name, sys.O_RDWR);
  const copy = sys.mmap(fd, area.memory.byteLength, undefined, sys.MAP_PRIVATE);
  close(fd);
  const dispose = () => {
    area[Symbol.dispose]();
    if (!copy.memory.detached) sys.munmap({ ...copy, memory: copy.memory.transfer() });
  };
  return { memory: copy.memory, [Symbol.dispose]: dispose };
}
