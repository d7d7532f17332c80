/** Mistake: it listens no more, and the kernel goes on sending signals. */
// Caught by: onData() ends when its function is called, and leaves no flag behind
// Says: The flags of the open file afterwards
// Violates: A function that ends this
export * from "../multiplexing.ts";
import { F_GETFL, F_SETFL, fcntl, type Fd, O_ASYNC } from "lib/sys/fd.ts";
import { onData as right } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const end = right(fd, handle);
  return () => {
    end();
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_ASYNC);
  };
}
