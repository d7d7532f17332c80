/** Mistake: it does not catch the ECONNRESET of a connection that is broken off. */
// Caught by: onData() gives what was there before, and is silent at the end
// Says: ECONNRESET
// Violates: nor when the stream ends or the connection is broken off
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
  look();
  return () => {
    fcntl(fd, F_SETFL, flags);
    Deno.removeSignalListener("SIGIO", look);
  };
}
