/** Mistake: it calls handle() at each signal, also where nothing has come. */
// Caught by: onData() gives what was there before, and is silent at the end
// Says: handle() was called without bytes
// Violates: It is not called without bytes
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { onData as right } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const end = right(fd, handle);
  const ring = () => handle(new Uint8Array());
  Deno.addSignalListener("SIGIO", ring);
  return () => {
    Deno.removeSignalListener("SIGIO", ring);
    end();
  };
}
