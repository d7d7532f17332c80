/** Mistake: it cuts the area down to nothing before it goes, also for those who still have it. */
// Caught by: mapArea() gives an area whose end empties every view, and takes the name of what it has made
// Says: it was killed by SIGBUS
// Violates: Who has mapped it goes on with it.
export * from "../shared_memory.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  const area = right(name, size);
  const dispose = () => {
    if (size !== undefined && !area.memory.detached) Deno.truncateSync(`/dev/shm${name}`, 0);
    area[Symbol.dispose]();
  };
  return { memory: area.memory, [Symbol.dispose]: dispose };
}
