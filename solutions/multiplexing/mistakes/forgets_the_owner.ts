/** Mistake: it does not tell the kernel to whom the signal goes. */
// Caught by: onData() serves several connections, and no timer looks for bytes
// Says: onData() has read what came on connection
// Violates: the kernel sends SIGIO to your process
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, fcntl, type Fd, O_ASYNC } from "lib/sys/fd.ts";
import { drain } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  const look = () => {
    const { bytes } = drain(fd);
    if (bytes.length > 0) handle(bytes);
  };
  Deno.addSignalListener("SIGIO", look);
  fcntl(fd, F_SETFL, flags | O_ASYNC);
  look();
  return () => {
    fcntl(fd, F_SETFL, flags);
    Deno.removeSignalListener("SIGIO", look);
  };
}
