/** Mistake: it switches the signal on before it listens to it, and a signal that comes in between ends the process. */
// Caught by: onData() is called neither too late nor too early, whatever handle() does
// Says: it was killed by SIGIO
// Violates: which does other things meanwhile
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, F_SETOWN, fcntl, type Fd, O_ASYNC } from "lib/sys/fd.ts";
import { onData as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function onData(fd: Fd, handle: (bytes: Bytes) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, flags | O_ASYNC);
  const end = right(fd, handle);
  return () => {
    end();
    fcntl(fd, F_SETFL, flags);
  };
}
