/** Mistake: it lets the EINTR of epoll_wait() through. */
// Caught by: serveLines() answers two hundred clients, also when signals come
// Says: A signal has ended serveLines()
// Violates: A signal does not end it
export * from "../multiplexing.ts";
import { epollLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const { epoll_wait } = epollLibc();
  const waitOrDie: typeof epoll_wait = (epoll, list, most, timeout) => {
    const count = epoll_wait(epoll, list, most, timeout);
    if (count < 0) throw new Error("A signal has come");
    return count;
  };
  Object.assign(epollLibc(), { epoll_wait: waitOrDie });
  right(...args);
}
