import { text } from "./results.ts";
import { assertEquals } from "@std/assert";

Deno.test("text() shows characters, and numbers where the bytes are none", () => {
  assertEquals(text(String.raw`"a\303\251"`, 3), '3 bytes: "aé"');
  assertEquals(text(String.raw`"\303"`, 1), "1 byte: c3");
  assertEquals(text(String.raw`"a\303"`, 2), "2 bytes: 61 c3");
  assertEquals(text(String.raw`"\0\377"`, 2, " from A"), "2 bytes from A: 00 ff");
});

Deno.test("text() allows that strace has cut the last character", () => {
  assertEquals(text(String.raw`"a\303"...`, 99), '99 bytes: "a"…');
  assertEquals(text(String.raw`"a\303"`, 99), '99 bytes: "a"…');
});
