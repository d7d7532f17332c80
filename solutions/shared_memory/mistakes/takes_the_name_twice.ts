/** Mistake: it takes the name away again, which another area has by now. */
// Caught by: mapArea() gives an area whose end empties every view, and takes the name of what it has made
// Says: has taken the name away from another area
// Violates: Later calls do nothing.
export * from "../shared_memory.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  const area = right(name, size);
  const dispose = () => {
    if (size !== undefined && area.memory.detached) sys.shmUnlink(name);
    area[Symbol.dispose]();
  };
  return { memory: area.memory, [Symbol.dispose]: dispose };
}
