/** Mistake: it makes the file, so that it can ask. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: There is no file, and holderOf() makes one
// Violates: none is made
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  try {
    return right(path, index);
  } catch (error) {
    Deno.writeFileSync(path, new Uint8Array(0));
    throw error;
  }
}
