/** Mistake: it stops reading from a client, and never begins again. */
// Caught by: serveLines() reads no more from a client for which too much waits, and goes on later
// Says: the client reads again, and gets all of its answers
// Violates: then no more until they are fewer
export * from "../multiplexing.ts";
import { EPOLL_CTL_MOD, EPOLLIN } from "lib/sys/epoll.ts";
import { epollLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function serveLines(...args: Parameters<typeof right>): void {
  const libc = { ...epollLibc() };
  const watch: typeof libc.epoll_ctl = (epoll, operation, fd, event) => {
    const events = new Uint32Array((event as Bytes).buffer, 0, 1);
    if (operation === EPOLL_CTL_MOD) events[0]! &= ~EPOLLIN;
    return libc.epoll_ctl(epoll, operation, fd, event);
  };
  Object.assign(epollLibc(), { epoll_ctl: watch });
  right(...args);
}
