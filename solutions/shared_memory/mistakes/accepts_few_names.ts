/** Mistake: it takes names of letters only. */
// Caught by: mapArea() makes an area of zeros, which all processes see
// Says: is no name
// Violates: a `/`, and no other one
export * from "../shared_memory.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  if (!/^\/\w+$/.test(name)) throw new TypeError(`${name} is no name`);
  return right(name, size);
}
