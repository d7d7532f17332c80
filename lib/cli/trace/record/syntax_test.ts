import { descriptor, descriptors, field, parts, string } from "./syntax.ts";
import { assertEquals } from "@std/assert";

Deno.test("parts() splits at commas of its own level only", () => {
  assertEquals(parts(""), []);
  assertEquals(parts(`4<UNIX-STREAM:[1->2,"/a, b"]>, [{iov_base="x,\\"y", iov_len=4}], 1`), [
    `4<UNIX-STREAM:[1->2,"/a, b"]>`,
    `[{iov_base="x,\\"y", iov_len=4}]`,
    "1",
  ]);
  assertEquals(parts(`0</dev/pts/1<char 136:1>>, "\\\\", F_GETFD`), [
    "0</dev/pts/1<char 136:1>>",
    `"\\\\"`,
    "F_GETFD",
  ]);
  assertEquals(parts("{flags=CLONE_VM} => {parent_tid=[7]}, 88"), [
    "{flags=CLONE_VM} => {parent_tid=[7]}",
    "88",
  ]);
});

Deno.test("descriptor() and descriptors() read numbers with their names", () => {
  assertEquals(descriptor("AT_FDCWD</tmp>"), undefined);
  assertEquals(descriptor("7"), { fd: 7, name: "" });
  assertEquals(descriptor("3</tmp/a>(deleted)"), { fd: 3, name: "/tmp/a" });
  assertEquals(descriptor("5<TCP:[127.0.0.1:80->127.0.0.1:5000]>"), {
    fd: 5,
    name: "TCP:[127.0.0.1:80->127.0.0.1:5000]",
  });
  assertEquals(descriptors("[{fd=0<pipe:[1]>, events=0}, {fd=12<pipe:[2]>, events=POLLIN}]"), [
    { fd: 0, name: "pipe:[1]" },
    { fd: 12, name: "pipe:[2]" },
  ]);
});

Deno.test("string() undoes the escapes, byte for byte", () => {
  assertEquals(string(`"\\0\\267\\6'\\205\\n\\"\\\\\\x41"`), {
    text: `\0\xb7\x06'\x85\n"\\A`,
    whole: true,
  });
  assertEquals(string(`"abc"...`), { text: "abc", whole: false });
  assertEquals(string("0x7ffc"), undefined);
  assertEquals(string(undefined), undefined);
});

Deno.test("field() gives a field of a structure", () => {
  const info = `{si_signo=SIGTERM, si_pid=70, path="a, b"}`;
  assertEquals([field(info, "si_pid"), field(info, "path"), field(info, "pid")], [
    "70",
    "a, b",
    undefined,
  ]);
});
