/** Mistake: it closes the connection at the end of the stream. */
// Caught by: onData() gives what was there before, and is silent at the end
// Says: A connection was closed, which has to stay open
// Violates: It stays open
export * from "../multiplexing.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { onData as right, waitForAny } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const end = right(fd, handle);
  let on = true;
  const look = () => {
    if (!on || !waitForAny([fd], 0)[0]?.ended) return;
    stop();
    close(fd);
  };
  const stop = () => {
    if (on) end();
    on = false;
  };
  Deno.addSignalListener("SIGIO", look);
  return stop;
}
