/** Mistake: it looks every second, and needs no signal. */
// Caught by: onData() serves several connections, and no timer looks for bytes
// Says: How often a timer went off
// Violates: No timer looks for bytes
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { drain } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const look = () => {
    const { bytes } = drain(fd);
    if (bytes.length > 0) handle(bytes);
  };
  look();
  const timer = setInterval(look, 1000);
  return () => clearInterval(timer);
}
