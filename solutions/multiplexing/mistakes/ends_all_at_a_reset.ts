/** Mistake: when one connection is broken off, it stops listening for all of them. */
// Caught by: onData() gives what was there before, and is silent at the end
// Says: until onData() has read what came
// Violates: It may be used for several connections at the same time
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, F_SETOWN, fcntl, type Fd, O_ASYNC } from "lib/sys/fd.ts";
import { drain } from "../multiplexing.ts";

const looks = new Set<() => void>();
export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const off = (look: () => void) => Deno.removeSignalListener("SIGIO", look);
  const look = () => {
    try {
      const { bytes } = drain(fd);
      if (bytes.length > 0) handle(bytes);
    } catch {
      looks.forEach(off);
    }
  };
  Deno.addSignalListener("SIGIO", looks.add(look) && look);
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_ASYNC);
  look();
  return () => (fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_ASYNC), off(look));
}
