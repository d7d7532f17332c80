/** Mistake: it composes the letters of the name, and cuts off the blanks around it: that is another name. */
// Caught by: mapArea() makes an area of zeros, which all processes see
// Says: no area of 100 bytes has this name
// Violates: a `/`, and no other one
export * from "../shared_memory.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  return right(name.normalize("NFC").trim(), size);
}
