/** Mistake: it reads when a signal comes, which may be for another connection. */
// Caught by: onData() serves several connections, and no timer looks for bytes
// Says: onData() waits in read
// Violates: It may be used for several connections at the same time
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, F_SETOWN, fcntl, type Fd, O_ASYNC, read } from "lib/sys/fd.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  const buffer = new Uint8Array(65536);
  const look = () => {
    const length = read(fd, buffer);
    if (length > 0) handle(buffer.slice(0, length));
  };
  Deno.addSignalListener("SIGIO", look);
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, flags | O_ASYNC);
  return () => {
    fcntl(fd, F_SETFL, flags);
    Deno.removeSignalListener("SIGIO", look);
  };
}
