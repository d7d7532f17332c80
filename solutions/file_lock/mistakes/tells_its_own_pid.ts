/** Mistake: its error says the pid of the process that was refused. */
// Caught by: claim() lasts until its process ends, in whatever way
// Says: The pid of the holder
// Violates: the pid is in the message
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  try {
    return right(path);
  } catch {
    throw new Deno.errors.AlreadyExists(`${path}: process ${Deno.pid} has it`);
  }
}
