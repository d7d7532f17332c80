/** Mistake: it gives handle() piece after piece, also when handle() has ended it. */
// Caught by: onData() is called neither too late nor too early, whatever handle() does
// Says: handle() was called again, after the function that ends this had been called in handle() itself
// Violates: from then on `handle` is not called
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { onData as right } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  return right(fd, (bytes) => {
    for (let at = 0; at < bytes.length; at += 4096) handle(bytes.slice(at, at + 4096));
  });
}
