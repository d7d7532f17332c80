import { Decoder, encode, type Report } from "./protocol.ts";
import { positions } from "../bytes.ts";
import { assertEquals, assertThrows } from "@std/assert";

const messages: Report[] = [
  { kind: "ready" },
  { kind: "returned", value: undefined },
  {
    kind: "returned",
    value: { bytes: positions(70_000), big: 12n, text: "Grüße", date: new Date(0) },
  },
  { kind: "threw", error: { name: "SysError", message: "m", code: "EPIPE", stack: ["    at f"] } },
  { kind: "leaving", open: ["fd 5, the file /tmp/x"] },
];

const bytes = new Uint8Array(messages.flatMap((message) => [...encode(message)]));

Deno.test("Decoder gives the messages whole, in pieces of any size", () => {
  for (const size of [1, 3, 4, 5, 1000, 65536, bytes.length]) {
    const decoder = new Decoder<Report>();
    const decoded: Report[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      decoded.push(...decoder.push(bytes.subarray(at, at + size)));
    }
    assertEquals(decoded, messages);
  }
});

Deno.test("Decoder keeps a piece although its buffer is used again", () => {
  const decoder = new Decoder<Report>();
  const frame = encode(messages[4]!);
  const buffer = frame.slice(0, 20);
  assertEquals(decoder.push(buffer), []);
  buffer.fill(0);
  assertEquals(decoder.push(frame.subarray(20)), [messages[4]]);
});

Deno.test("Decoder throws for bytes that are no frame, as soon as it has four", () => {
  const garbage = new TextEncoder().encode("garbage");
  for (const before of [[], [messages[0]!], [messages[2]!, messages[3]!]]) {
    const frames = new Uint8Array(before.flatMap((message) => [...encode(message)]));
    const decoder = new Decoder<Report>();
    assertEquals(decoder.push(frames), before);
    assertEquals(decoder.push(garbage.subarray(0, 3)), []);
    assertThrows(() => decoder.push(garbage.subarray(3, 4)), Error, "it has no mark");
  }
});

Deno.test("encode() throws for what cannot be passed to another process", () => {
  assertThrows(() => encode({ kind: "returned", value: () => {} }), Error, "could not be cloned");
});
