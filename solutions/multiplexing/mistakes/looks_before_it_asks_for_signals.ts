/** Mistake: it reads first, and then asks for signals: of what comes in between, it never hears. */
// Caught by: onData() is called neither too late nor too early, whatever handle() does
// Says: onData() does not hear of all bytes
// Violates: Has a function called whenever bytes come
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { drain, onData as right } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const { bytes } = drain(fd);
  if (bytes.length > 0) handle(bytes);
  let begun = false;
  const end = right(fd, (bytes) => begun && handle(bytes));
  begun = true;
  return end;
}
