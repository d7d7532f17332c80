/**
 * Values, the bytes that stand for them, and what is wrong with your XdrWriter and XdrReader.
 *
 * Each program runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

import { concat, positions } from "lib/testing/bytes.ts";
import { ensure, type Finding, findings } from "lib/testing/findings.ts";
import { outcome } from "lib/testing/outcome.ts";
import { fc, forAll } from "lib/testing/properties.ts";
import { amidst, sameBytes } from "lib/testing/views.ts";
import { load, words } from "./protocol.ts";

type Kata = Awaited<ReturnType<typeof load>>;
type Writer = InstanceType<Kata["XdrWriter"]>;
type Reader = InstanceType<Kata["XdrReader"]>;

/** A value, and how it is written and read. */
type Item =
  | { kind: "uint" | "int"; value: number }
  | { kind: "bool"; value: boolean }
  | { kind: "fixed" | "opaque"; value: number[] }
  | { kind: "string"; value: string }
  | { kind: "array"; value: Item[] };

const utf8 = (text: string) => new TextEncoder().encode(text);

function filled(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array(3 - (bytes.length + 3) % 4));
}

/** The bytes that stand for a value. */
function bytesOf(item: Item): Uint8Array<ArrayBuffer> {
  switch (item.kind) {
    case "uint":
    case "int":
      return words(item.value >>> 0);
    case "bool":
      return words(item.value ? 1 : 0);
    case "fixed":
      return concat(filled(Uint8Array.from(item.value)));
    case "opaque":
      return concat(words(item.value.length), filled(Uint8Array.from(item.value)));
    case "string":
      return bytesOf({ kind: "opaque", value: [...utf8(item.value)] });
    case "array":
      return concat(words(item.value.length), ...item.value.map(bytesOf));
  }
}

function write(writer: Writer, item: Item): Writer {
  switch (item.kind) {
    case "uint":
      return writer.uint(item.value);
    case "int":
      return writer.int(item.value);
    case "bool":
      return writer.bool(item.value);
    case "fixed":
      return writer.fixed(amidst(Uint8Array.from(item.value)));
    case "opaque":
      return writer.opaque(amidst(Uint8Array.from(item.value)));
    case "string":
      return writer.string(item.value);
    case "array":
      return writer.array(item.value, (it) => void write(writer, it));
  }
}

/** Reads a value of the same kind, and of as many bytes where the writer does not tell how many they are. */
function read(reader: Reader, item: Item): unknown {
  switch (item.kind) {
    case "uint":
      return reader.uint();
    case "int":
      return reader.int();
    case "bool":
      return reader.bool();
    case "fixed":
      return [...reader.fixed(item.value.length)];
    case "opaque":
      return [...reader.opaque()];
    case "string":
      return reader.string();
    case "array": {
      let at = 0;
      return reader.array(() => read(reader, item.value[at++]!));
    }
  }
}

/** A value without the names of its kinds. */
function plain(item: Item): unknown {
  return item.kind === "array" ? item.value.map(plain) : item.value;
}

/** A value as people can read it, also the mark that no terminal shows. */
const json = (value: unknown) => JSON.stringify(value)?.replaceAll("\ufeff", "\\ufeff");

/** The beginning of a value, or all of it. */
function short(value: unknown): string {
  const text = json(value) ?? `${value}`;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const call = (item: Item) => `${item.kind}(${short(plain(item))})`;

function hex(bytes: Uint8Array): string {
  const text = bytes.toHex().replace(/.{8}(?=.)/g, "$& ");
  return text.length > 90 ? `${text.slice(0, 90)}…` : text || "nothing";
}

function ensureBytes(found: unknown, expected: Uint8Array, what: string): void {
  ensure(found instanceof Uint8Array, `${what} gave ${Deno.inspect(found)}, and no bytes`);
  const length = `${what} gave ${found.length} bytes, not ${expected.length}`;
  ensure(found.length === expected.length, `${length}: ${hex(found)}, not ${hex(expected)}`);
  const at = found.findIndex((byte, i) => byte !== expected[i]);
  const there = Math.max(0, at - at % 4);
  const [is, has] = [found, expected].map((it) => hex(it.subarray(there, there + 8)));
  ensure(at < 0, `${what} gave, from byte ${there} on, ${is}, and not ${has}`);
}

const NUMBERS: Item[] = [
  ...[0, 1, 258, 65535, 0x01020304, 2 ** 31 - 1, 2 ** 31, 0xfffefdfc, 2 ** 32 - 1]
    .map((value): Item => ({ kind: "uint", value })),
  ...[0, 1, 258, -1, -2, -258, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31) + 1]
    .map((value): Item => ({ kind: "int", value })),
  ...[true, false].map((value): Item => ({ kind: "bool", value })),
];

const NO_NUMBER = [0.5, -0.5, NaN, Infinity, -Infinity, 2 ** 32, 2 ** 33 + 1, 2 ** 53];

/** Numbers, and those that do not fit. */
export function writeNumbers(url: string): Promise<Finding> {
  return findings(async () => {
    const { XdrWriter } = await load(url);
    for (const item of NUMBERS) {
      const writer = new XdrWriter();
      ensureBytes(writer.bytes, new Uint8Array(), "A writer to which nothing was added");
      const self = write(writer, item);
      ensure(self === writer, `${call(item)} has to give the writer itself`);
      ensureBytes(writer.bytes, bytesOf(item), call(item));
    }
    const refused = [
      ...[-1, -(2 ** 31), ...NO_NUMBER].map((n) => ["uint", n] as const),
      ...[2 ** 31, -(2 ** 31) - 1, 2 ** 32 - 1, ...NO_NUMBER].map((n) => ["int", n] as const),
    ];
    for (const [kind, n] of refused) {
      const writer = new XdrWriter().uint(7);
      const found = await outcome(() => writer[kind](n).bytes);
      if ("result" in found) {
        ensure(false, `${kind}(${n}) did not throw a RangeError: it gave ${hex(found.result)}`);
      }
      const threw = `${kind}(${n}) threw ${found.error} (${found.message}), not a RangeError`;
      ensure(found.error === "RangeError", threw);
      ensureBytes(writer.bytes, words(7), `After ${kind}(${n}), which was refused, the writer`);
    }
  });
}

/** All that a text may have, a mark and spaces around it among that; lengths around multiples of four. */
const TEXTS = [
  "",
  "hell",
  "hello",
  "é",
  "日本語",
  "a😀",
  "\ufeffmarked",
  "a\0b",
  "end\0\0",
  "\0",
  "x".repeat(300),
  " e\u0301 \r\n",
  "日本語".repeat(8000),
];
const LENGTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 256, 257, 65_534, 65_537];

/** Bytes and texts, and what becomes of them later. */
export function writeBytes(url: string): Promise<Finding> {
  return findings(async () => {
    const { XdrWriter } = await load(url);
    for (const length of LENGTHS) {
      for (const kind of ["fixed", "opaque"] as const) {
        const bytes = positions(length);
        const what = `${kind}() of ${length} bytes`;
        const given = amidst(bytes);
        const writer = new XdrWriter();
        const self = writer[kind](given);
        ensure(self === writer, `${what} has to give the writer itself`);
        ensure(sameBytes(given, bytes), `${what} has changed the bytes that it got`);
        const around = amidst(bytes).buffer;
        const same = sameBytes(new Uint8Array(given.buffer), new Uint8Array(around));
        ensure(same, `${what} has changed what is around the bytes that it got`);
        given.fill(0xee);
        ensureBytes(writer.bytes, bytesOf({ kind, value: [...bytes] }), what);
      }
    }
    for (const value of TEXTS) {
      const item = { kind: "string", value } as const;
      const writer = new XdrWriter();
      ensure(write(writer, item) === writer, `${call(item)} has to give the writer itself`);
      ensureBytes(writer.bytes, bytesOf(item), call(item));
    }
    const writer = new XdrWriter().uint(1);
    const [first, second] = [writer.bytes, writer.bytes];
    first.fill(0xee);
    ensureBytes(
      second,
      words(1),
      "The writer's bytes, after an array that it gave before was changed,",
    );
    ensureBytes(
      writer.bytes,
      words(1),
      "The writer's bytes, after an array that it gave was changed,",
    );
    writer.uint(2);
    ensureBytes(second, words(1), "An array that the writer gave, after something was added,");
    ensureBytes(writer.bytes, words(1, 2), "The writer, after something was added to it,");
    ensureBytes(new XdrWriter().bytes, words(), "A writer to which nothing was added");
  });
}

/** Items of every kind, one in the other. */
const { item: ITEMS } = fc.letrec<{ item: Item; leaf: Item; array: Item }>((tie) => ({
  leaf: fc.oneof(
    fc.oneof(fc.nat(2 ** 32 - 1), fc.constantFrom(0, 2 ** 31, 2 ** 32 - 1))
      .map((value): Item => ({ kind: "uint", value })),
    fc.oneof(fc.integer(), fc.constantFrom(-1, -(2 ** 31), 2 ** 31 - 1))
      .map((value): Item => ({ kind: "int", value })),
    fc.boolean().map((value): Item => ({ kind: "bool", value })),
    fc.record({
      kind: fc.constantFrom("fixed", "opaque"),
      value: fc.array(fc.nat(255), { maxLength: 9 }),
    }),
    fc.string({ unit: "binary", maxLength: 6 }).map((value): Item => ({ kind: "string", value })),
  ),
  array: fc.array(tie("item"), { maxLength: 4 }).map((value): Item => ({
    kind: "array",
    // An item of no bytes would not be counted as one of four bytes.
    value: value.filter((it) => bytesOf(it).length >= 4),
  })),
  item: fc.oneof({ depthSize: "small" }, { weight: 4, arbitrary: tie("leaf") }, tie("array")),
}));
const ROWS = fc.array(ITEMS, { maxLength: 6 });
const row = (items: Item[]) => items.map(call).join(", ") || "nothing";

/** Items one behind the other, and arrays of them. */
export function writeRows(url: string): Promise<Finding> {
  return findings(async () => {
    const { XdrWriter } = await load(url);
    for (const count of [0, 1, 2, 3, 300]) {
      const items = Array.from({ length: count }, (_, i) => `${i}`.repeat(i % 7));
      const given = [...items];
      const order: string[] = [];
      const writer = new XdrWriter();
      const self = writer.array(given, (it) => {
        order.push(it);
        writer.string(it);
      });
      const what = `array() of ${count} texts`;
      ensure(self === writer, `${what} has to give the writer itself`);
      const called = `${what} has called write() ${order.length} times, or in another order`;
      ensure(json(order) === json(items), called);
      ensure(json(given) === json(items), `${what} has changed the items`);
      const value = items.map((it): Item => ({ kind: "string", value: it }));
      ensureBytes(writer.bytes, bytesOf({ kind: "array", value }), what);
    }
    await forAll(ROWS, (items) => `With ${row(items)}`, (items) => {
      const writer = new XdrWriter();
      for (const item of items) write(writer, item);
      ensureBytes(writer.bytes, concat(...items.map(bytesOf)), "the writer");
    });
  });
}

/** Reads what others have written. */
export function readRows(url: string): Promise<Finding> {
  return findings(async () => {
    const { XdrReader } = await load(url);
    const more: Item[] = [
      ...TEXTS.map((value): Item => ({ kind: "string", value })),
      ...LENGTHS.flatMap((length): Item[] => {
        const value = [...positions(length)];
        return [{ kind: "fixed", value }, { kind: "opaque", value }];
      }),
    ];
    const many = Array.from({ length: 300 }, (_, value): Item => ({ kind: "uint", value }));
    for (const value of [[0], [0, 0, 0], [7, 0], [0, 7, 0, 0, 0]]) {
      more.push({ kind: "fixed", value }, { kind: "opaque", value });
    }
    const examples = [...NUMBERS, ...more, { kind: "array", value: many } as const].map((
      it,
    ) => [it]);
    await forAll(ROWS, (items) => `With ${row(items)}`, (items) => {
      const bytes = concat(...items.map(bytesOf));
      const given = amidst(bytes);
      const reader = new XdrReader(given);
      let taken = 0;
      for (const item of items) {
        ensureBytes(reader.rest, bytes.subarray(taken), `rest, before ${item.kind}(),`);
        const found = read(reader, item);
        taken += bytesOf(item).length;
        const wrong = `${item.kind}() gave ${short(found)}, and not ${short(plain(item))}`;
        ensure(json(found) === json(plain(item)), wrong);
      }
      ensureBytes(reader.rest, new Uint8Array(), "rest, after all of it,");
      reader.end();
      ensure(sameBytes(given, bytes), "the reader has changed its bytes");
    }, { examples });
  });
}

/** Reads bytes, and changes them on one side. */
export function readOwn(url: string): Promise<Finding> {
  return findings(async () => {
    const { XdrReader } = await load(url);
    const bytes = positions(16);
    for (const kind of ["fixed", "opaque", "rest"] as const) {
      const given = amidst(kind === "opaque" ? concat(words(16), bytes) : bytes);
      const before = given.slice();
      const take = () => {
        const reader = new XdrReader(given);
        return kind === "rest"
          ? reader.rest
          : kind === "fixed"
          ? reader.fixed(16)
          : reader.opaque();
      };
      const [first, second] = [take(), take()];
      first.fill(0xee);
      const what = kind === "rest" ? kind : `${kind}()`;
      ensure(sameBytes(given, before), `Who changes what ${what} gave changes the reader's bytes`);
      given.fill(0xdd);
      ensure(sameBytes(second, bytes), `Who changes the reader's bytes changes what ${what} gave`);
    }
    const rest = new XdrReader(words(1, 2));
    rest.uint();
    rest.rest.fill(9);
    ensure(rest.uint() === 2, "Who changes what rest gave changes what the reader reads next");
  });
}

/** Bytes that are no such item. */
const REFUSED: [what: string, bytes: Uint8Array, kind: Item["kind"], length?: number][] = [
  ...[0, 1, 2, 3].flatMap((length): typeof REFUSED => [
    [`${length} bytes`, positions(length), "uint"],
    [`${length} bytes`, positions(length), "int"],
    [`${length} bytes`, new Uint8Array(length), "bool"],
    [`a count of which ${length} bytes are there`, new Uint8Array(length), "opaque"],
    [`a count of which ${length} bytes are there`, new Uint8Array(length), "array"],
  ]),
  ...[2, 256, 0x01000000, 0x80000000, 2 ** 32 - 1].map((n): (typeof REFUSED)[0] => [
    `a bool of ${n}`,
    words(n),
    "bool",
  ]),
  ["five bytes, of which four are there", positions(4), "fixed", 5],
  ["five bytes without those that fill them up", positions(5), "fixed", 5],
  [
    "five bytes of which two that fill them up are there",
    filled(positions(5)).slice(0, 7),
    "fixed",
    5,
  ],
  ["a count of 5 with 5 bytes", concat(words(5), positions(5)), "opaque"],
  ["a count of 5 with 4 bytes", concat(words(5), positions(4)), "opaque"],
  ["a count of 4 with nothing", words(4), "opaque"],
  ["a count of 4 with nothing", words(4), "string"],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32 - 4, 2 ** 32 - 3, 2 ** 32 - 1].flatMap((n): typeof REFUSED => [
    [`a count of ${n}`, words(n, 0), "opaque"],
    [`a count of ${n}`, words(n, 0), "string"],
    [`${n} bytes`, words(0), "fixed", n],
  ]),
  ...[1, 2, 3].flatMap((length) =>
    Array.from({ length: 4 - length }, (_, i): typeof REFUSED => {
      const bytes = filled(Uint8Array.from({ length }, () => 65));
      bytes[length + i] = i % 2 ? 0x80 : 1;
      const what = `${length} bytes, then byte ${i + 1} that fills them up is not zero`;
      return [
        [what, bytes, "fixed", length],
        [what, concat(words(length), bytes), "opaque"],
        [what, concat(words(length), bytes), "string"],
      ];
    }).flat()
  ),
  ...[[0x80], [0xff], [0xc3], [0xc3, 0x28], [0xe6, 0x97], [0xed, 0xa0, 0x80], [0xc0, 0x80]].map(
    (bytes): (typeof REFUSED)[0] => [
      `a text of the bytes ${Uint8Array.from(bytes).toHex()}`,
      bytesOf({ kind: "opaque", value: bytes }),
      "string",
    ],
  ),
];

/** Reads what has to be refused. */
export function readBroken(url: string): Promise<Finding> {
  return findings(async () => {
    const { XdrReader } = await load(url);
    for (const [what, bytes, kind, length = 0] of REFUSED) {
      const given = amidst(bytes); // What is around it does not count.
      const reader = new XdrReader(given);
      const found = await outcome<unknown>(() =>
        kind === "fixed"
          ? reader.fixed(length)
          : kind === "array"
          ? reader.array(() => reader.uint())
          : reader[kind]()
      );
      ensureRefused(found, `With ${what}, ${kind}()`);
    }
    for (const [text, left] of [["", 4], ["one byte", 1], ["a word", 4]] as const) {
      if (text === "") new XdrReader(new Uint8Array()).end();
      const reader = new XdrReader(new Uint8Array(4 + left));
      reader.uint();
      ensureRefused(await outcome(() => reader.end()), `With ${left} bytes more, end()`);
      ensure(reader.rest.length === left, `end() has taken bytes, which are not in rest any more`);
    }
  });
}

/** Reads counts of items that cannot be there, and those that are there in part. */
export function readCounts(url: string): Promise<Finding> {
  return findings(async () => {
    const { XdrReader } = await load(url);
    const counts = [[1, 0], [1, 3], [2, 4], [2, 7], [3, 8], [3, 11], [301, 1200], [2 ** 20, 1]];
    for (const count of [2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]) counts.push([count, 64]);
    for (const [count, left] of counts as [number, number][]) {
      const reader = new XdrReader(amidst(concat(words(count), new Uint8Array(left))));
      let calls = 0;
      const found = await outcome(() =>
        reader.array(() => {
          calls++;
          throw new TypeError("It was called");
        })
      );
      const what = `With a count of ${count} and ${left} bytes, array()`;
      ensure(calls === 0, `${what} has called read(), although so many items cannot be there`);
      ensureRefused(found, what);
    }
    for (const [count, left] of [[0, 0], [1, 4], [3, 12], [300, 1200], [2, 100]] as const) {
      const reader = new XdrReader(concat(words(count), new Uint8Array(left)));
      let calls = 0;
      const found = await outcome(() => reader.array(() => [reader.uint(), calls++]).length);
      const what = `With a count of ${count} and ${left} bytes, array()`;
      ensure("result" in found, `${what} threw ${"error" in found && found.message}`);
      const items = `${what} gave ${found.result} items, and called read() ${calls} times`;
      ensure(found.result === count && calls === count, items);
    }
    const nothings = new XdrReader(words(3, 1, 0, 1));
    const found = nothings.array(() => nothings.bool() ? undefined : null);
    const expected = "[ undefined, null, undefined ]";
    const its = `array(), whose read() returns undefined, null, undefined, gave`;
    ensure(Deno.inspect(found) === expected, `${its} ${Deno.inspect(found)}`);
    const texts = new XdrReader(concat(words(2, 1), Uint8Array.of(65, 0, 0, 0), words(9)));
    ensureRefused(
      await outcome(() => texts.array(() => texts.string())),
      "When an item is cut, array()",
    );
  });
}

function ensureRefused(found: Awaited<ReturnType<typeof outcome>>, what: string): void {
  if ("result" in found) {
    ensure(false, `${what} did not throw a RangeError: it gave ${short(found.result)}`);
  }
  const threw = `${what} threw ${found.error} (${found.message}), not a RangeError`;
  ensure(found.error === "RangeError", threw);
}
