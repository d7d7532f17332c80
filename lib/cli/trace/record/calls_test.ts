import { type Call, readRecord } from "./calls.ts";
import { UnknownLine } from "./lines.ts";
import { assertEquals, assertThrows } from "@std/assert";

function calls(text: string): Call[] {
  return readRecord(text).flatMap((step) => step.kind === "enters" ? [step.call] : []);
}

Deno.test("readRecord() gives arguments, results and errors", () => {
  const [write, open, read, fcntl] = calls(`7 1.000000 write(1<pipe:[5]>, "a)", 2) = 2 <0.000100>
7 2.000000 openat(AT_FDCWD, "/a", O_RDONLY) = -1 ENOENT (No such file or directory) <0.000100>
7 3.000000 read(0, 0x7ff, 9) = ? ERESTARTSYS (To be restarted if SA_RESTART is set) <0.000100>
7 4.000000 fcntl(3<pipe:[5]>, F_GETFL) = 0x1 (flags O_WRONLY) <0.000100>
`);
  assertEquals(write, {
    name: "write",
    args: ["1<pipe:[5]>", '"a)"', "2"],
    begin: 1000,
    end: 1000.1,
    result: "2",
    value: 2,
  });
  assertEquals([open!.value, open!.error], [-1, "ENOENT"]);
  assertEquals([read!.value, read!.error], [undefined, "ERESTARTSYS"]);
  assertEquals(fcntl!.value, 1);
});

Deno.test("readRecord() joins the halves of calls that overlap", () => {
  const steps = readRecord(`7 1.000000 read(0<pipe:[5]>,  <unfinished ...>
8 1.100000 read(0<pipe:[6]>,  <unfinished ...>
7 1.200000 <... read resumed>"a", 9) = 1 <0.200000>
8 1.300000 +++ killed by SIGKILL +++
`);
  assertEquals(steps.map(({ thread, kind }) => `${thread} ${kind}`), [
    "7 enters",
    "8 enters",
    "7 leaves",
    "8 killed",
  ]);
  assertEquals(steps.map((step) => step.kind === "enters" ? step.call.end : undefined), [
    1200,
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("readRecord() takes what strace itself has to say, and a beginning that is missing", () => {
  const text = "strace: Process 8 attached\n8 1.100000 <... read resumed>) = 0\n";
  assertEquals(readRecord(text), []);
});

Deno.test("readRecord() fails where another call ends than has begun", () => {
  const text = "7 1.0 read(0,  <unfinished ...>\n7 1.1 <... write resumed>) = 0\n";
  assertThrows(() => readRecord(text), UnknownLine, "line 2");
});
