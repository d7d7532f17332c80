/** Mistake: it reads once for each signal. */
// Caught by: onData() gives all bytes of a burst for which one signal comes
// Says: onData() has read what came in a burst
// Violates: Gets all bytes in their order
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, F_SETOWN, fcntl, type Fd, O_ASYNC, read } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  const buffer = new Uint8Array(65536);
  const look = () => {
    if (poll([{ fd, events: POLLIN }], 0)[0] !== POLLIN) return;
    const length = read(fd, buffer);
    if (length > 0) handle(buffer.slice(0, length));
  };
  Deno.addSignalListener("SIGIO", look);
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, flags | O_ASYNC);
  look();
  return () => {
    fcntl(fd, F_SETFL, flags);
    Deno.removeSignalListener("SIGIO", look);
  };
}
