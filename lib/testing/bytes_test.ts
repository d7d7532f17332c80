import { assertBytes, positions } from "./bytes.ts";
import { assertEquals, AssertionError, assertThrows } from "@std/assert";

/** What assertBytes() says about a change to 1000 bytes. */
function complaint(change: (bytes: number[]) => void): string {
  const bytes = [...positions(1000)];
  change(bytes);
  const actual = new Uint8Array(bytes);
  return assertThrows(() => assertBytes(actual, positions(1000)), AssertionError).message;
}

Deno.test("positions() makes bytes of any length, and the same each time", () => {
  for (const length of [0, 1, 3, 4, 5, 1000]) {
    assertEquals(positions(length).length, length);
    assertEquals(positions(length), positions(1000).slice(0, length));
  }
});

Deno.test("positions() has no two equal words of eight bytes in a mebibyte", () => {
  const words = new BigUint64Array(positions(1024 * 1024).buffer);
  assertEquals(new Set(words).size, words.length);
});

Deno.test("assertBytes() accepts the same bytes, and none for none", () => {
  assertBytes(positions(1000), positions(1000));
  assertBytes(new Uint8Array(0), new Uint8Array(0));
});

Deno.test("assertBytes() says what happened to the bytes", () => {
  assertEquals(
    complaint((bytes) => bytes.splice(600)),
    "Expected 1000 bytes, got 600: it ends after 600 bytes, all of them right",
  );
  assertEquals(
    complaint((bytes) => bytes.push(1, 2)),
    "Expected 1000 bytes, got 1002: it goes on after the 1000 right ones",
  );
  assertEquals(
    complaint((bytes) => bytes.splice(500, 1)), // A lost byte shows at once.
    "Expected 1000 bytes, got 999: the first wrong byte is at index 500: " +
      `${positions(1000)[501]} instead of ${positions(1000)[500]}`,
  );
  assertEquals(
    complaint((bytes) => bytes[999]! ^= 1),
    "Expected 1000 bytes, got 1000: the first wrong byte is at index 999: " +
      `${positions(1000)[999]! ^ 1} instead of ${positions(1000)[999]}`,
  );
});

Deno.test("assertBytes() refuses what is not bytes", () => {
  const text = "hello" as unknown as Uint8Array;
  assertThrows(
    () => assertBytes(text, positions(5)),
    AssertionError,
    'Expected bytes (a Uint8Array), got "hello"',
  );
});
