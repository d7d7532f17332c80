import { SysError } from "./errno.ts";
import { close, type Fd } from "./fd.ts";
import { O_RDONLY, O_RDWR, open } from "./fifo.ts";
import { pread, pwrite } from "./file.ts";
import {
  F_GETLK,
  F_OFD_GETLK,
  F_OFD_SETLK,
  F_RDLCK,
  F_SETLK,
  F_UNLCK,
  F_WRLCK,
  getLock,
  setLock,
} from "./record_lock.ts";
import { assertEquals, assertThrows } from "@std/assert";

/** A file that is open several times. */
function openFile(times: number, flags = O_RDWR): Disposable & { path: string; fds: Fd[] } {
  const path = Deno.makeTempFileSync();
  const fds = Array.from({ length: times }, () => open(path, flags));
  const dispose = () => {
    fds.forEach(close);
    Deno.removeSync(path);
  };
  return { path, fds, [Symbol.dispose]: dispose };
}

const codeOf = (call: () => unknown): string => assertThrows(call, SysError).code;

Deno.test("setLock() locks bytes for an open file, and getLock() tells which", () => {
  using file = openFile(2);
  const [one, other] = file.fds as [Fd, Fd];
  const byte = (start: number, type = F_WRLCK) => ({ type, start, length: 1 });
  setLock(one, F_OFD_SETLK, { type: F_RDLCK, start: 5, length: 10 });
  const held = { type: F_RDLCK, start: 5, length: 10, pid: -1 };
  assertEquals(getLock(other, F_OFD_GETLK, byte(5)), held);
  assertEquals(getLock(other, F_GETLK, byte(14)), held); // also for a process, also for its own
  assertEquals(getLock(other, F_OFD_GETLK, byte(14, F_RDLCK)), undefined);
  for (const start of [4, 15]) assertEquals(getLock(other, F_OFD_GETLK, byte(start)), undefined);
  assertEquals(codeOf(() => setLock(other, F_OFD_SETLK, byte(9))), "EAGAIN");
  assertEquals(codeOf(() => setLock(other, F_SETLK, byte(9))), "EAGAIN");
  setLock(one, F_OFD_SETLK, { type: F_UNLCK, start: 9, length: 1 });
  setLock(other, F_OFD_SETLK, byte(9));
  setLock(other, F_OFD_SETLK, { type: F_WRLCK, start: 2 ** 40, length: 0 });
  const rest = { type: F_WRLCK, start: 2 ** 40, length: 0, pid: -1 };
  assertEquals(getLock(one, F_OFD_GETLK, byte(2 ** 41)), rest);
});

Deno.test("setLock() locks nothing through a file that is open the wrong way", () => {
  using file = openFile(1, O_RDONLY);
  const [fd] = file.fds as [Fd];
  assertEquals(
    codeOf(() => setLock(fd, F_OFD_SETLK, { type: F_WRLCK, start: 0, length: 1 })),
    "EBADF",
  );
  setLock(fd, F_OFD_SETLK, { type: F_RDLCK, start: 0, length: 1 });
});

Deno.test("pread() and pwrite() read and write at a place, also far behind the end", () => {
  using file = openFile(1);
  const [fd] = file.fds as [Fd];
  const bytes = new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4);
  assertEquals(pwrite(fd, bytes, 2 ** 33), 3);
  assertEquals(Deno.statSync(file.path).size, 2 ** 33 + 3);
  const buffer = new Uint8Array(8);
  assertEquals(pread(fd, buffer, 2 ** 33 - 2), 5);
  assertEquals([...buffer], [0, 0, 1, 2, 3, 0, 0, 0]);
  assertEquals([pread(fd, buffer, 2 ** 34), pwrite(fd, new Uint8Array(0), 0)], [0, 0]);
});
