import { SysError } from "./errno.ts";
import { close, F_GETFD, fcntl, type Fd, FD_CLOEXEC } from "./fd.ts";
import {
  mqGetattr,
  mqOpen,
  mqReceive,
  mqSend,
  mqTimedreceive,
  mqUnlink,
  O_CREAT,
  O_EXCL,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
} from "./mqueue.ts";
import { assert, assertEquals, assertThrows } from "@std/assert";

const size = { capacity: 4, size: 64 };

/** An open queue without a name, which is closed with the block. */
function queue(flags = O_RDWR | O_NONBLOCK): Disposable & { fd: Fd } {
  const name = newName();
  const fd = mqOpen(name, flags | O_CREAT | O_EXCL, 0o600, size);
  mqUnlink(name);
  return { fd, [Symbol.dispose]: () => close(fd) };
}

function newName(): string {
  return `/lib-sys-${crypto.randomUUID()}`;
}

const bytes = (text: string) => new TextEncoder().encode(text);

function codeOf(call: () => unknown): string {
  return assertThrows(call, SysError).code;
}

Deno.test("mqOpen() makes a queue of a size, which is not inherited, and mqUnlink() removes its name", () => {
  const name = newName();
  assertEquals(codeOf(() => mqOpen(name, O_RDONLY)), "ENOENT");
  assertEquals(codeOf(() => mqUnlink(name)), "ENOENT");
  const fd = mqOpen(name, O_RDWR | O_CREAT | O_EXCL | O_NONBLOCK, 0o640, size);
  try {
    assertEquals(mqGetattr(fd), { ...size, flags: O_NONBLOCK, count: 0 });
    assertEquals(Deno.statSync(`/proc/self/fd/${fd}`).mode! & 0o777, 0o640 & ~Deno.umask());
    assertEquals(fcntl(fd, F_GETFD), FD_CLOEXEC);
    assertEquals(codeOf(() => mqOpen(name, O_RDWR | O_CREAT | O_EXCL, 0o600, size)), "EEXIST");
    const other = mqOpen(name, O_RDWR);
    mqSend(other, bytes("a"), 0);
    assertEquals(mqGetattr(fd).count, 1);
    close(other);
  } finally {
    mqUnlink(name);
    close(fd);
  }
  assertEquals(codeOf(() => mqOpen(name, O_RDONLY)), "ENOENT");
});

Deno.test("mqReceive() takes the highest priority first, and of these the oldest", () => {
  using its = queue();
  const sent = [["low", 1], ["high", 32767], ["old", 5], ["new", 5]] as const;
  for (const [text, priority] of sent) mqSend(its.fd, bytes(text), priority);
  assertEquals(codeOf(() => mqSend(its.fd, bytes("more"), 1)), "EAGAIN");
  const letters = sent.map(() => mqReceive(its.fd, size.size));
  assertEquals(
    letters.map((it) => [new TextDecoder().decode(it.bytes), it.priority]),
    [["high", 32767], ["old", 5], ["new", 5], ["low", 1]],
  );
  assertEquals(codeOf(() => mqReceive(its.fd, size.size)), "EAGAIN");
});

Deno.test("a message may be empty or as long as the queue says, and there has to be room for it", () => {
  using its = queue();
  for (const length of [0, 64]) mqSend(its.fd, new Uint8Array(length).fill(7), 1);
  assertEquals(codeOf(() => mqSend(its.fd, new Uint8Array(65), 1)), "EMSGSIZE");
  assertEquals(codeOf(() => mqReceive(its.fd, 63)), "EMSGSIZE");
  assertEquals(mqReceive(its.fd, 64).bytes, new Uint8Array(0));
  assertEquals(mqReceive(its.fd, 100).bytes, new Uint8Array(64).fill(7));
});

Deno.test("mqTimedreceive() waits until a moment, and takes what is there whatever the moment", () => {
  using its = queue(O_RDWR);
  const until = Date.now() + 20.5;
  assertEquals(codeOf(() => mqTimedreceive(its.fd, 64, until)), "ETIMEDOUT");
  assert(Date.now() >= Math.floor(until));
  mqSend(its.fd, bytes("a"), 3);
  assertEquals(mqTimedreceive(its.fd, 64, 0), { bytes: bytes("a"), priority: 3 });
  assertEquals(codeOf(() => mqTimedreceive(its.fd, 64, 0)), "ETIMEDOUT");
});
