import { readLine, UnknownLine } from "./lines.ts";
import { assertEquals, assertThrows } from "@std/assert";

const line = (rest: string) => readLine(`71 1796015612.183559 ${rest}`, 1);
const at = { thread: 71, at: 1796015612183.559 };

Deno.test("readLine() reads a whole call, with and without the time it took", () => {
  const text = 'read(3<pipe:[17]>, "a <b> = 1", 9) = 9';
  assertEquals(line(text), { ...at, kind: "call", text });
  assertEquals(line(`${text} <0.000019>`), { ...at, kind: "call", text, took: 0.019 });
  assertEquals(line("close(3)                      = 0"), {
    ...at,
    kind: "call",
    text: "close(3)                      = 0",
  });
});

Deno.test("readLine() reads both halves of a call, of every version", () => {
  assertEquals(line("read(3<pipe:[17]>,  <unfinished ...>"), {
    ...at,
    kind: "begins",
    text: "read(3<pipe:[17]>,",
  });
  for (const blank of ["", " "]) { // Debian 11 has strace 5.10, which writes a blank.
    assertEquals(line(`<... read resumed>${blank}"a", 9) = 1 <0.5>`), {
      ...at,
      kind: "ends",
      name: "read",
      text: `${blank}"a", 9) = 1`,
      took: 500,
    });
  }
  assertEquals(line("<... read resumed> <unfinished ...>) = ?"), {
    ...at,
    kind: "ends",
    name: "read",
    text: ") = ?",
  });
});

Deno.test("readLine() reads the call of a thread that is killed as it calls", () => {
  assertEquals(line("???( <unfinished ...>"), { ...at, kind: "begins", text: "unknown(" });
  const ends = { ...at, kind: "ends" as const, name: "unknown", text: ") = ?" };
  assertEquals(line("<... ??? resumed>) = ?"), ends);
  assertEquals(line("????() = ?"), { ...at, kind: "call", text: "unknown() = ?" });
});

Deno.test("readLine() reads signals and ends", () => {
  const info = "{si_signo=SIGTERM, si_code=SI_USER, si_pid=70, si_uid=0}";
  assertEquals(line(`--- SIGTERM ${info} ---`), {
    ...at,
    kind: "signal",
    signal: "SIGTERM",
    text: info,
  });
  assertEquals(line("--- stopped by SIGSTOP ---"), { ...at, kind: "stopped", signal: "SIGSTOP" });
  assertEquals(line("+++ exited with 7 +++"), { ...at, kind: "exited", code: 7 });
  for (const dump of ["", " (core dumped)"]) {
    assertEquals(line(`+++ killed by SIGSEGV${dump} +++`), {
      ...at,
      kind: "killed",
      signal: "SIGSEGV",
    });
  }
  assertEquals(line("+++ superseded by execve in pid 72 +++"), {
    ...at,
    kind: "superseded",
    by: 72,
  });
});

Deno.test("readLine() fails on a line that it does not know, and says which one", () => {
  const wrong = [
    "",
    "71 read(3) = 0",
    "71 1.0 read(3",
    "71 1.0 +++ vanished +++",
    "71 1.0 nothing",
  ];
  for (const text of wrong) assertThrows(() => readLine(text, 17), UnknownLine, "line 17");
});
