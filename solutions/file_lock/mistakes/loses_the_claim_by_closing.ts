/** Mistake: its lock belongs to the process, and is gone when that closes the file once more. */
// Caught by: claim() lasts until its process ends, in whatever way
// Says: has the claim, and another one claims
// Violates: The claim lasts until you dispose of it
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { F_SETLK, F_WRLCK, setLock } from "lib/sys/record_lock.ts";
const claimed = new Set<string>();

export function claim(path: string): Disposable {
  const key =
    (Deno.openSync(path, { append: true, create: true }).close(), Deno.realPathSync(path));
  const fd = open(path, O_RDWR);
  try {
    if (claimed.has(key)) throw new Error("It is in this process");
    setLock(fd, F_SETLK, { type: F_WRLCK, start: 0, length: 0 });
  } catch {
    close(fd);
    throw new Deno.errors.AlreadyExists(Deno.readTextFileSync(path));
  }
  claimed.add(key);
  Deno.writeTextFileSync(path, `${Deno.pid}\n`);
  return { [Symbol.dispose]: () => void (claimed.delete(key) && close(fd)) };
}
