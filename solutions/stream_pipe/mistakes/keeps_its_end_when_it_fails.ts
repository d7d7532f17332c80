/** Mistake: it closes its end only when all has gone well. */
// Caught by: exchange() throws when the other side goes before it has read everything
// Says: descriptor
// Violates: close it, also when something fails
export * from "../stream_pipe.ts";
import { close, fcntl, type Fd } from "lib/sys/fd.ts";
import { exchange as right } from "../stream_pipe.ts";

const F_DUPFD_CLOEXEC = 1030;

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const copy = fcntl(end, F_DUPFD_CLOEXEC, 0);
  const received = await right(copy, message);
  close(end);
  return received;
}
