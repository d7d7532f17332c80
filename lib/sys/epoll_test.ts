import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  EPOLL_CTL_ADD,
  EPOLL_CTL_DEL,
  EPOLL_CTL_MOD,
  epollCreate,
  epollCtl,
  EPOLLET,
  EPOLLHUP,
  EPOLLIN,
  EPOLLONESHOT,
  EPOLLOUT,
  EPOLLRDHUP,
  epollWait,
} from "./epoll.ts";
import { SysError } from "./errno.ts";
import { close, F_GETFD, fcntl, type Fd, FD_CLOEXEC, read, socketpair, write } from "./fd.ts";
import { O_RDONLY, open } from "./fifo.ts";
import { poll, POLLIN, POLLNVAL, POLLRDHUP } from "./poll.ts";
import { SHUT_WR, shutdown } from "./socket.ts";

/** For the type checker alone. */
const NONE: [Fd, Fd] = [-1, -1];

function withPairs(count: number, body: (epoll: Fd, pairs: [Fd, Fd][]) => void): void {
  const pairs = Array.from({ length: count }, () => socketpair());
  const epoll = epollCreate();
  try {
    body(epoll, pairs);
  } finally {
    [epoll, ...pairs.flat()].forEach(close);
  }
}

const code = (call: () => unknown) => assertThrows(call, SysError).code;

Deno.test("epollWait() tells of several descriptors, and no more than it was asked for", () => {
  withPairs(3, (epoll, pairs) => {
    for (const [here, there] of pairs) {
      epollCtl(epoll, EPOLL_CTL_ADD, here, EPOLLIN);
      write(there, new Uint8Array(1));
    }
    const fds = pairs.map(([here]) => here);
    assertEquals(epollWait(epoll, 8), fds.map((fd) => ({ fd, events: EPOLLIN })));
    assertEquals(epollWait(epoll, 2).length, 2);
    epollCtl(epoll, EPOLL_CTL_DEL, fds[0]!);
    assertEquals(epollWait(epoll, 8).map(({ fd }) => fd).sort(), fds.slice(1).sort());
  });
});

Deno.test("epollWait() tells of the edge only once, and EPOLL_CTL_MOD makes it tell again", () => {
  withPairs(1, (epoll, [[here, there] = NONE]) => {
    write(there, new Uint8Array(2));
    epollCtl(epoll, EPOLL_CTL_ADD, here, EPOLLIN | EPOLLET);
    assertEquals(epollWait(epoll, 8, 0), [{ fd: here, events: EPOLLIN }]);
    read(here, new Uint8Array(1));
    assertEquals(epollWait(epoll, 8, 0), []);
    epollCtl(epoll, EPOLL_CTL_MOD, here, EPOLLIN | EPOLLONESHOT);
    assertEquals(epollWait(epoll, 8, 0), [{ fd: here, events: EPOLLIN }]);
    assertEquals(epollWait(epoll, 8, 0), []);
  });
});

Deno.test("epollWait() and poll() tell of the end", () => {
  withPairs(1, (epoll, [[here, there] = NONE]) => {
    epollCtl(epoll, EPOLL_CTL_ADD, here, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
    assertEquals(epollWait(epoll, 8), [{ fd: here, events: EPOLLOUT }]);
    shutdown(there, SHUT_WR);
    const ended = EPOLLIN | EPOLLOUT | EPOLLRDHUP;
    assertEquals(epollWait(epoll, 8), [{ fd: here, events: ended }]);
    assertEquals(poll([{ fd: here, events: POLLIN | POLLRDHUP }]), [POLLIN | POLLRDHUP]);
    shutdown(here, SHUT_WR);
    assertEquals(epollWait(epoll, 8), [{ fd: here, events: ended | EPOLLHUP }]);
  });
  assertEquals(poll([{ fd: 9999, events: POLLIN }]), [POLLNVAL]);
});

Deno.test("epollWait() takes the rest of a time that is rounded up to -0", () => {
  withPairs(0, (epoll) => assertEquals(epollWait(epoll, 8, Math.ceil(-0.5)), []));
});

Deno.test("epollCtl() says what is wrong, and nobody inherits a list", () => {
  withPairs(1, (epoll, [[here] = NONE]) => {
    assert(fcntl(epoll, F_GETFD) & FD_CLOEXEC);
    assertEquals(code(() => epollCtl(epoll, EPOLL_CTL_MOD, here, EPOLLIN)), "ENOENT");
    epollCtl(epoll, EPOLL_CTL_ADD, here);
    assertEquals(code(() => epollCtl(epoll, EPOLL_CTL_ADD, here, EPOLLIN)), "EEXIST");
    const file = open("/proc/self/stat", O_RDONLY);
    assertEquals(code(() => epollCtl(epoll, EPOLL_CTL_ADD, file, EPOLLIN)), "EPERM");
    close(file);
    assertEquals(code(() => epollWait(9999, 8)), "EBADF");
  });
});
