/** Mistake: it looks a moment later what was there before, also when it has been ended meanwhile. */
// Caught by: onData() is called neither too late nor too early, whatever handle() does
// Says: handle() was called again, after the function that ends this had been called right after onData()
// Violates: from then on `handle` is not called
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, F_SETOWN, fcntl, type Fd, O_ASYNC } from "lib/sys/fd.ts";
import { drain } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  const look = () => {
    const { bytes } = drain(fd);
    if (bytes.length > 0) handle(bytes);
  };
  Deno.addSignalListener("SIGIO", look);
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, flags | O_ASYNC);
  setTimeout(look, 0);
  return () => {
    fcntl(fd, F_SETFL, flags);
    Deno.removeSignalListener("SIGIO", look);
  };
}
