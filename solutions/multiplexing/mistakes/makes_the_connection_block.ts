/** Mistake: it switches O_NONBLOCK off in the end, which was on before. */
// Caught by: onData() ends when its function is called, and leaves no flag behind
// Says: The flags of the open file
// Violates: in blocking mode or not
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, fcntl, type Fd, O_NONBLOCK } from "lib/sys/fd.ts";
import { onData as right } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const end = right(fd, handle);
  return () => {
    end();
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
  };
}
