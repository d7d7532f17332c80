/** Mistake: when nothing happens for a minute, it hangs up on everybody. */
// Caught by: serveLines() lets nobody wait for a client that is slow
// Says: The server hung up on a client that had sent half a line
// Violates: No client waits for another one that sends half a line, or nothing
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { epollLibc, socketLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop] = args;
  const known = new Set<Fd>();
  const { epoll_ctl, epoll_wait } = epollLibc();
  const watch: typeof epoll_ctl = (...all) => (known.add(all[2]), epoll_ctl(...all));
  const waitAMinute: typeof epoll_wait = (epoll, list, most) => {
    const count = epoll_wait(epoll, list, most, 60_000);
    const clients = [...known].filter((fd) => fd !== listener && fd !== stop);
    if (count === 0) { for (const fd of clients) socketLibc().shutdown(fd, 2); }
    return count;
  };
  Object.assign(epollLibc(), { epoll_ctl: watch, epoll_wait: waitAMinute });
  right(...args);
}
