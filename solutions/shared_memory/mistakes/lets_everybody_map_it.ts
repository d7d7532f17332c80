/** Mistake: it makes an area that every user may write to. */
// Caught by: mapArea() makes an area of zeros, which all processes see
// Says: its mode is 0666
// Violates: for your user only
export * from "../shared_memory.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  const area = right(name, size);
  if (size !== undefined) Deno.chmodSync(`/dev/shm${name}`, 0o666);
  return area;
}
