/** Mistake: it takes the name away from what others have made, too. */
// Caught by: mapArea() maps all of an area that somebody has made, as a shell, and leaves it as it is
// Says: the name is gone, which others have made
// Violates: stays if you have not
export * from "../shared_memory.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  const area = right(name, size);
  const dispose = () => {
    if (size === undefined && !area.memory.detached) sys.shmUnlink(name);
    area[Symbol.dispose]();
  };
  return { memory: area.memory, [Symbol.dispose]: dispose };
}
