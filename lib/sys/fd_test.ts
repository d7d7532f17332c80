import { SysError } from "./errno.ts";
import {
  close,
  F_GETFD,
  F_GETPIPE_SZ,
  F_SETFD,
  F_SETPIPE_SZ,
  fcntl,
  type Fd,
  FD_CLOEXEC,
  O_CLOEXEC,
  pipe,
  read,
  socketpair,
  unread,
  write,
} from "./fd.ts";
import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { positions } from "../testing/bytes.ts";
import { descriptors, target } from "../testing/diagnosis/proc.ts";

/** A pair of descriptors that is closed with the block. */
function both([first, second]: [Fd, Fd]): Disposable & { first: Fd; second: Fd } {
  return {
    first,
    second,
    [Symbol.dispose]() {
      close(first);
      close(second);
    },
  };
}

Deno.test("pipe() gives the read end, then the write end of one pipe", () => {
  using ends = both(pipe());
  const open = descriptors(Deno.pid);
  assertEquals(open.get(ends.first)?.access, "read");
  assertEquals(open.get(ends.second)?.access, "write");
  assertEquals(open.get(ends.first)?.target, open.get(ends.second)?.target);
});

Deno.test("pipe() sets close-on-exec unless told otherwise", () => {
  using closing = both(pipe());
  using explicit = both(pipe(O_CLOEXEC));
  using staying = both(pipe(0));
  const flags = [closing, explicit, staying].flatMap(({ first, second }) => [
    fcntl(first, F_GETFD),
    fcntl(second, F_GETFD),
  ]);
  assertEquals(flags, [FD_CLOEXEC, FD_CLOEXEC, FD_CLOEXEC, FD_CLOEXEC, 0, 0]);
});

Deno.test("read() gives what is there, in order, and fills the buffer from its start", () => {
  using ends = both(pipe());
  const sent = positions(10);
  assertEquals(write(ends.second, sent.subarray(0, 4)), 4);
  assertEquals(write(ends.second, sent.subarray(4)), 6);

  const buffer = new Uint8Array(7).fill(255);
  assertEquals(read(ends.first, buffer), 7);
  assertEquals(buffer, sent.slice(0, 7));
  assertEquals(read(ends.first, buffer), 3);
  assertEquals([...buffer], [...sent.slice(7), ...sent.slice(3, 7)]);
});

Deno.test("read() and write() stay within a view of a larger buffer", () => {
  using ends = both(pipe());
  const bytes = positions(100);
  assertEquals(write(ends.second, bytes.subarray(40, 48)), 8);
  const buffer = new Uint8Array(100);
  assertEquals(read(ends.first, buffer.subarray(10, 15)), 5);
  assertEquals(buffer.slice(8, 17), new Uint8Array([0, 0, ...bytes.slice(40, 45), 0, 0]));
});

Deno.test("read() returns 0 at end-of-file, and for an empty buffer", () => {
  const [readEnd, writeEnd] = pipe();
  write(writeEnd, positions(1));
  assertEquals(read(readEnd, new Uint8Array(0)), 0);
  close(writeEnd);
  assertEquals(read(readEnd, new Uint8Array(8)), 1);
  assertEquals(read(readEnd, new Uint8Array(8)), 0);
  close(readEnd);
});

Deno.test("write() returns 0 for no bytes", () => {
  using ends = both(pipe());
  assertEquals(write(ends.second, new Uint8Array(0)), 0);
  assertEquals(unread(ends.first), 0);
});

Deno.test("write() throws EPIPE when nobody holds the read end", () => {
  const [readEnd, writeEnd] = pipe();
  close(readEnd);
  assertEquals(assertThrows(() => write(writeEnd, positions(1)), SysError).code, "EPIPE");
  close(writeEnd);
});

Deno.test("the ends of a pipe refuse each other's call with EBADF", () => {
  using ends = both(pipe());
  assertEquals(assertThrows(() => read(ends.second, new Uint8Array(1)), SysError).code, "EBADF");
  assertEquals(assertThrows(() => write(ends.first, new Uint8Array(1)), SysError).code, "EBADF");
});

Deno.test("close() gives the descriptor back", () => {
  const [readEnd, writeEnd] = pipe();
  const object = target(Deno.pid, readEnd);
  close(readEnd);
  close(writeEnd);
  assertNotEquals(target(Deno.pid, readEnd), object); // Its number may be in use again.
});

Deno.test("fcntl() asks for the size of a pipe, and changes it", () => {
  using ends = both(pipe());
  const size = fcntl(ends.first, F_GETPIPE_SZ);
  assertEquals(fcntl(ends.second, F_SETPIPE_SZ, size / 2), size / 2);
  assertEquals(fcntl(ends.first, F_GETPIPE_SZ), size / 2);
  assertEquals(write(ends.second, new Uint8Array(size / 2)), size / 2);
});

Deno.test("fcntl() sets the descriptor's flags", () => {
  using ends = both(pipe());
  fcntl(ends.first, F_SETFD, 0);
  assertEquals(fcntl(ends.first, F_GETFD), 0);
  fcntl(ends.first, F_SETFD, FD_CLOEXEC);
  assertEquals(fcntl(ends.first, F_GETFD), FD_CLOEXEC);
});

Deno.test("unread() counts the bytes that wait", () => {
  using ends = both(pipe());
  assertEquals(unread(ends.first), 0);
  write(ends.second, positions(300));
  assertEquals([unread(ends.first), unread(ends.second)], [300, 300]);
  read(ends.first, new Uint8Array(100));
  assertEquals(unread(ends.first), 200);
});

Deno.test("socketpair() connects two sockets in both directions, and neither is inherited", () => {
  using ends = both(socketpair());
  for (const [from, to] of [[ends.first, ends.second], [ends.second, ends.first]] as const) {
    write(from, positions(5));
    const buffer = new Uint8Array(5);
    assertEquals(read(to, buffer), 5);
    assertEquals(buffer, positions(5));
  }
  assertEquals([fcntl(ends.first, F_GETFD), fcntl(ends.second, F_GETFD)], [FD_CLOEXEC, FD_CLOEXEC]);
});

Deno.test("a thousand pipes, socket pairs and programs leave no descriptor behind", async () => {
  // In a process of its own: other test files may run in this one.
  const main = fromFileUrl(new URL("testdata/many.ts", import.meta.url));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--no-check", main],
    stderr: "inherit",
  }).output();
  assertEquals(new TextDecoder().decode(stdout), "0 descriptors more, 0 children left\n");
});
