/** Mistake: it leaves the name of what it has made. */
// Caught by: mapArea() makes an area of zeros, which all processes see
// Says: its name is still there
// Violates: The name is gone if you have made the area
export * from "../shared_memory.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  const area = right(name, size);
  const dispose = () => {
    const gone = area.memory.detached;
    area[Symbol.dispose]();
    if (size !== undefined && !gone) Deno.createSync(`/dev/shm${name}`).close();
  };
  return { memory: area.memory, [Symbol.dispose]: dispose };
}
