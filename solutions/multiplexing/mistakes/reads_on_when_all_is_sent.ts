/** Mistake: when the limit was reached, it reads on only when no answer waits any more. */
// Caught by: serveLines() reads on from a client for which less than the limit waits
// Says: until the server reads on: less than the limit waits
// Violates: and then no more until they are fewer
export * from "../multiplexing.ts";
import { EPOLLIN, EPOLLOUT } from "lib/sys/epoll.ts";
import type { Fd } from "lib/sys/fd.ts";
import { epollLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const paused = new Set<Fd>();
  const { epoll_ctl } = epollLibc();
  const watch: typeof epoll_ctl = (epoll, operation, fd, event) => {
    const events = new Uint32Array((event as Uint8Array<ArrayBuffer>).buffer, 0, 1);
    if (events[0] === EPOLLOUT) paused.add(fd);
    else if (events[0] === EPOLLIN) paused.delete(fd);
    else if (paused.has(fd)) events[0] = EPOLLOUT;
    return epoll_ctl(epoll, operation, fd, event);
  };
  Object.assign(epollLibc(), { epoll_ctl: watch });
  right(...args);
}
