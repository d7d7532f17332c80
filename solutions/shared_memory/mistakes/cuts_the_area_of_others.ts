/** Mistake: it empties the area that somebody has made, and makes it as long again. */
// Caught by: mapArea() maps all of an area that somebody has made, as a shell, and leaves it as it is
// Says: of 100 bytes: byte 0 has changed
// Violates: stays as it is
export * from "../shared_memory.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  if (size !== undefined) return right(name, size);
  const file = `/dev/shm${name}`;
  const length = Deno.statSync(file).size;
  Deno.truncateSync(file, 0);
  Deno.truncateSync(file, length);
  return right(name);
}
