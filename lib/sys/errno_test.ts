import { SysError } from "./errno.ts";
import { close, fcntl, pipe, read, unread, write } from "./fd.ts";
import { open } from "./libc.ts";
import { kill, spawn, waitpid } from "./process.ts";
import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";

/** No process of this machine: one more than the kernel's highest number. */
const NOBODY = 4194305;

Deno.test("SysError names the call, the object, the code and the man page", () => {
  const failures: [() => unknown, string, string][] = [
    [() => close(-1), "EBADF", "Cannot close fd -1: EBADF (Bad file descriptor), see man 2 close"],
    [() => read(-1, new Uint8Array(1)), "EBADF", "Cannot read fd -1: EBADF"],
    [() => write(-1, new Uint8Array(1)), "EBADF", "Cannot write fd -1: EBADF"],
    [() => fcntl(-1, 1), "EBADF", "Cannot fcntl fd -1: EBADF"],
    [() => unread(-1), "EBADF", "Cannot ioctl fd -1: EBADF"],
    [() => pipe(-1), "EINVAL", "Cannot pipe a pipe: EINVAL (Invalid argument), see man 2 pipe"],
    [() => kill(NOBODY, 0), "ESRCH", `Cannot kill pid ${NOBODY}: ESRCH (No such process)`],
    [() => waitpid(NOBODY), "ECHILD", `Cannot waitpid pid ${NOBODY}: ECHILD (No child processes)`],
    [() => waitpid(1, -1), "EINVAL", "Cannot waitpid pid 1: EINVAL"],
    [() => spawn("/no/such", []), "ENOENT", "Cannot posix_spawn /no/such: ENOENT (No such file"],
  ];
  for (const [call, code, message] of failures) {
    assertEquals(assertThrows(call, SysError, message).code, code);
  }
});

Deno.test("SysError gives the number of an error that has no name", () => {
  const error = new SysError("read", 3, 4095);
  assertEquals(error.code, "errno 4095");
  assertEquals(
    error.message,
    "Cannot read fd 3: errno 4095 (Unknown error 4095), see man 2 read",
  );
});

Deno.test("SysError is right a thousand times in a row, with other calls between", () => {
  for (let round = 0; round < 1000; round++) {
    assertEquals(assertThrows(() => close(-1), SysError).code, "EBADF");
    assertEquals(assertThrows(() => pipe(-1), SysError).code, "EINVAL");
    assertEquals(assertThrows(() => kill(NOBODY, 0), SysError).code, "ESRCH");
  }
});

Deno.test("open() says which library it tried, and what these katas need", () => {
  const error = assertThrows(
    () => open("libc-missing.so"),
    Error,
    'Cannot open libc: tried "libc-missing.so". These katas need Linux with glibc',
  );
  assertInstanceOf(error.cause, Error);
});
