/** Mistake: it waits for the first signal, and for what is there already none will come. */
// Caught by: onData() gives what was there before, and is silent at the end
// Says: onData() has read what was there before
// Violates: also those that were there before
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
  return () => {
    fcntl(fd, F_SETFL, flags);
    Deno.removeSignalListener("SIGIO", look);
  };
}
