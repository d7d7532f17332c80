/** Mistake: its lock belongs to the process, and does not keep out the process itself. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: Your process has the claim already: the next one has to throw
// Violates: perhaps your own process
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { F_SETLK, F_WRLCK, setLock } from "lib/sys/record_lock.ts";

const all = { read: true, write: true, create: true, mode: 0o600 };

export function claim(path: string): Disposable {
  Deno.openSync(path, all).close();
  const fd = open(path, O_RDWR);
  setLock(fd, F_SETLK, { type: F_WRLCK, start: 0, length: 0 });
  Deno.writeTextFileSync(path, `${Deno.pid}\n`);
  return { [Symbol.dispose]: () => close(fd) };
}
