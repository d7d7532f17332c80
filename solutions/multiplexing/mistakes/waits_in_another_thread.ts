/** Mistake: it has another thread wait in poll(), and needs no signal. */
// Caught by: onData() is called neither too late nor too early, whatever handle() does
// Says: and no SIGIO has been sent
// Violates: the kernel sends SIGIO to your process
export * from "../multiplexing.ts";
import { close, type Fd, pipe } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { drain } from "../multiplexing.ts";

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const [news, end] = pipe();
  const listen = async () => {
    for (let ended = false; !ended;) {
      const [, over] = await readable(fd, news);
      if (over) break;
      const found = drain(fd);
      ended = found.ended;
      if (found.bytes.length > 0) handle(found.bytes);
    }
    close(news);
  };
  listen();
  return () => close(end);
}
