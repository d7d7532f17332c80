/** Mistake: it asks for room although nothing is to be sent, and so it never sleeps. */
// Caught by: serveLines() answers two hundred clients, also when signals come
// Says: there is nothing to do, and serveLines() wakes up again and again
// Violates: is nothing to do, the server uses no CPU
export * from "../multiplexing.ts";
import { EPOLLOUT } from "lib/sys/epoll.ts";
import { epollLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function serveLines(...args: Parameters<typeof right>): void {
  const libc = { ...epollLibc() };
  const watch: typeof libc.epoll_ctl = (epoll, operation, fd, event) => {
    const events = new Uint32Array((event as Bytes).buffer, 0, 1);
    events[0]! |= EPOLLOUT;
    return libc.epoll_ctl(epoll, operation, fd, event);
  };
  Object.assign(epollLibc(), { epoll_ctl: watch });
  right(...args);
}
