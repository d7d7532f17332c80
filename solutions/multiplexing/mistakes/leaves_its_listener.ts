/** Mistake: it switches the signal off, and goes on listening to those of others. */
// Caught by: onData() ends when its function is called, and leaves no flag behind
// Says: How many bytes stay unread
// Violates: A function that ends this
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
  };
}
