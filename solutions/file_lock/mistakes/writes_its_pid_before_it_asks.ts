/** Mistake: it writes its pid into the file before it knows whether it has the claim. */
// Caught by: claim() lasts until its process ends, in whatever way
// Says: Another process was refused. Then the file says
// Violates: The file stays as it is then
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  Deno.openSync(path, { append: true, create: true }).close();
  const earlier = Deno.readTextFileSync(path).trim();
  Deno.writeTextFileSync(path, `${Deno.pid}\n`);
  try {
    return right(path);
  } catch {
    throw new Deno.errors.AlreadyExists(`Cannot claim ${path}: process ${earlier} has it`);
  }
}
