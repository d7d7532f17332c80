import { SysError } from "./errno.ts";
import { close, F_GETFD, fcntl, FD_CLOEXEC, read, write } from "./fd.ts";
import { mkfifo, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY, open, PIPE_BUF } from "./fifo.ts";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { descriptors } from "../testing/diagnosis/proc.ts";

/** A folder that is removed with the block. */
function folder(): Disposable & { path: string } {
  const path = Deno.makeTempDirSync();
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}

Deno.test("mkfifo() makes a FIFO, without the permissions that the umask names", () => {
  using scratch = folder();
  const fifo = join(scratch.path, "Grüße 世界");
  mkfifo(fifo, 0o777);
  const { isFifo, mode } = Deno.statSync(fifo);
  assert(isFifo);
  assertEquals(mode! & 0o777, 0o777 & ~Deno.umask());
});

Deno.test("mkfifo() throws EEXIST when anything is there, and ENOENT without a folder", () => {
  using scratch = folder();
  const exists = assertThrows(() => mkfifo(scratch.path, 0o600), SysError);
  assertEquals(exists.code, "EEXIST");
  assertEquals(
    exists.message,
    `Cannot mkfifo ${scratch.path}: EEXIST (File exists), see man 3 mkfifo`,
  );
  const missing = assertThrows(() => mkfifo(join(scratch.path, "no", "fifo"), 0o600), SysError);
  assertEquals(missing.code, "ENOENT");
});

Deno.test("open() opens either end, or both, and the descriptor is not inherited", () => {
  using scratch = folder();
  const fifo = join(scratch.path, "fifo");
  mkfifo(fifo, 0o600);
  const fds = [O_RDONLY, O_WRONLY, O_RDWR].map((flag) => open(fifo, flag | O_NONBLOCK));
  const all = descriptors(Deno.pid);
  assertEquals(fds.map((fd) => all.get(fd)?.access), ["read", "write", "both"]);
  assertEquals(fds.map((fd) => fcntl(fd, F_GETFD)), [FD_CLOEXEC, FD_CLOEXEC, FD_CLOEXEC]);
  fds.forEach(close);
});

Deno.test("open() for both ends does not wait, and reads what it writes", () => {
  using scratch = folder();
  const fifo = join(scratch.path, "fifo");
  mkfifo(fifo, 0o600);
  const fd = open(fifo, O_RDWR);
  assertEquals(write(fd, new Uint8Array([1, 2, 3])), 3);
  assertEquals(read(fd, new Uint8Array(10)), 3);
  close(fd);
});

Deno.test("open() with O_NONBLOCK throws ENXIO when nobody reads, and reads nothing as EAGAIN", () => {
  using scratch = folder();
  const fifo = join(scratch.path, "fifo");
  mkfifo(fifo, 0o600);
  const error = assertThrows(() => open(fifo, O_WRONLY | O_NONBLOCK), SysError);
  assertEquals(error.code, "ENXIO");
  const fd = open(fifo, O_RDWR | O_NONBLOCK);
  assertEquals(assertThrows(() => read(fd, new Uint8Array(1)), SysError).code, "EAGAIN");
  close(fd);
});

Deno.test("open() throws ENOENT when there is no file, and makes none", () => {
  using scratch = folder();
  const path = join(scratch.path, "missing");
  assertEquals(assertThrows(() => open(path, O_WRONLY), SysError).code, "ENOENT");
  assertEquals([...Deno.readDirSync(scratch.path)], []);
});

Deno.test("open() and mkfifo() refuse a path with a NUL", () => {
  const message = 'Cannot pass "a\\u0000b" to the system: it contains a NUL';
  assertThrows(() => open("a\0b", O_RDONLY), TypeError, message);
  assertThrows(() => mkfifo("a\0b", 0o600), TypeError, message);
});

Deno.test("PIPE_BUF bytes are written in one piece, or not at all", () => {
  using scratch = folder();
  const fifo = join(scratch.path, "fifo");
  mkfifo(fifo, 0o600);
  const fd = open(fifo, O_RDWR | O_NONBLOCK);
  write(fd, new Uint8Array(1));
  const piece = new Uint8Array(PIPE_BUF);
  const fill = () => {
    for (;;) assertEquals(write(fd, piece), PIPE_BUF);
  };
  assertEquals(assertThrows(fill, SysError).code, "EAGAIN");
  close(fd);
});
