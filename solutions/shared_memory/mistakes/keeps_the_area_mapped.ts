/** Mistake: it empties the views, and leaves the area mapped. */
// Caught by: mapArea() gives an area whose end empties every view, and takes the name of what it has made
// Says: it is still mapped
// Violates: Gives the memory back.
export * from "../shared_memory.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  const { memory } = right(name, size);
  const dispose = () => {
    if (memory.detached) return;
    memory.transfer();
    if (size !== undefined) sys.shmUnlink(name);
  };
  return { memory, [Symbol.dispose]: dispose };
}
