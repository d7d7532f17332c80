/** Mistake: it keeps the descriptor open as long as the memory is mapped. */
// Caught by: mapArea() makes an area of zeros, which all processes see
// Says: of the area is still open
// Violates: for which no descriptor is open
export * from "../shared_memory.ts";
import { close } from "lib/sys/fd.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  const area = right(name, size);
  const fd = sys.shmOpen(name, sys.O_RDWR);
  const dispose = () => {
    if (!area.memory.detached) close(fd);
    area[Symbol.dispose]();
  };
  return { memory: area.memory, [Symbol.dispose]: dispose };
}
