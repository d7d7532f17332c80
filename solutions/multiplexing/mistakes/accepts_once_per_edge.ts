/** Mistake: it is told once of several clients that have come, and accepts one of them. */
// Caught by: serveLines() answers two hundred clients, also when signals come
// Says: one of two hundred clients is answered
// Violates: Answers the lines of many clients in one thread
export * from "../multiplexing.ts";
import { EPOLLET } from "lib/sys/epoll.ts";
import { epollLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Answer = (line: Bytes) => Bytes;

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  const libc = { ...epollLibc() };
  const watch: typeof libc.epoll_ctl = (epoll, operation, fd, event) => {
    const events = new Uint32Array((event as Bytes).buffer, 0, 1);
    if (fd === listener) events[0]! |= EPOLLET;
    return libc.epoll_ctl(epoll, operation, fd, event);
  };
  Object.assign(epollLibc(), { epoll_ctl: watch });
  right(listener, stop, answer, options);
}
