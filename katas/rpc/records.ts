/**
 * Records in fragments that nobody chose, cut anywhere: your readRecord() has to find them.
 *
 * Each program runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

import { concat, positions } from "lib/testing/bytes.ts";
import { ensure, type Finding, findings } from "lib/testing/findings.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { fc, forAll } from "lib/testing/properties.ts";
import { receive as receiveBytes } from "lib/testing/streams.ts";
import { type Far, pair, soon, turns } from "./far.ts";
import { load, nameOf, record, words } from "./protocol.ts";

type Kata = Awaited<ReturnType<typeof load>>;
type Found = Outcome<Uint8Array | null>;

/** Some records, each as its fragments, and the pieces in which they arrive. */
interface Case {
  /** How long each fragment of each record is. */
  records: number[][];
  /** How long the first pieces are; the rest arrives at once. */
  pieces: number[];
  /** By how much the limit is above the longest record. */
  more: number;
  /** Whether the stream ends after the records; else there are bytes for somebody else. */
  ends: boolean;
}

const LENGTHS = fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(9), fc.integer({ min: 250, max: 300 }));
const CASES: fc.Arbitrary<Case> = fc.record({
  records: fc.array(fc.array(LENGTHS, { minLength: 1, maxLength: 5 }), { maxLength: 4 }),
  pieces: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 }),
  more: fc.constantFrom(0, 1, 1000, Infinity),
  ends: fc.boolean(),
});

const EXAMPLES: Omit<Case, "ends">[] = [
  { records: [[5]], pieces: [], more: 0 },
  { records: [[]], pieces: [], more: 0 },
  { records: [[5, 5, 3]], pieces: [], more: 0 },
  { records: [[0, 0, 3, 0], [0, 0]], pieces: [], more: 0 },
  { records: [[1, 1, 1, 1], [2]], pieces: Array(40).fill(1), more: 0 },
  { records: [[3], [4], [5]], pieces: [], more: Infinity },
  { records: [Array(1500).fill(1), [70_000, 65_537, 1]], pieces: [], more: 0 },
];

function lengthOf(fragments: number[]): number {
  return fragments.reduce((sum, length) => sum + length, 0);
}

function wordsFor({ records, pieces, more }: Case): string {
  const sizes = records.map((it) =>
    it.length > 6 ? `${it.length} fragments` : `[${it.join(", ")}]`
  );
  const what = records.length > 0
    ? `records in fragments of ${sizes.join(" and ")} bytes`
    : "no record";
  const cut = pieces.length > 0
    ? `in pieces of ${pieces.slice(0, 9).join(", ")} … bytes`
    : "in one piece";
  return `With ${what}, ${cut}, limit ${Math.max(0, ...records.map(lengthOf)) + more}`;
}

/** Sends bytes in pieces, each of them in a turn of its own. */
async function sendIn(far: Far, bytes: Uint8Array, pieces: number[]): Promise<void> {
  let at = 0;
  for (const length of pieces) {
    if (at >= bytes.length) return;
    await far.send(bytes.subarray(at, at += length));
    await turns(3);
  }
  await far.send(bytes.subarray(at));
}

/** What else the stream has, of which no record takes anything. */
const AFTER = Uint8Array.of(0x80, 0, 0, 1, 77, 78);

/** Receives records, then lets somebody else read what is left, or the end. */
export function joining(url: string, path: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    let hangs = false;
    const property = async (it: Case) => {
      if (hangs) return; // One case is enough.
      try {
        await receive(kata, path, it);
      } catch (error) {
        hangs = (error as Error).message?.startsWith("Gave up");
        throw error;
      }
    };
    const examples = EXAMPLES.flatMap((it) => [{ ...it, ends: true }, { ...it, ends: false }]);
    await forAll(CASES, wordsFor, property, { examples, runs: 120 });
    await sideBySide(kata, path);
  });
}

/** Receives the records of one case. */
async function receive(kata: Kata, path: string, it: Case): Promise<void> {
  const { records, pieces, more, ends } = it;
  const [near, far] = await pair(path);
  using _near = near;
  using _far = far.connection;
  let from = 0;
  const all = records.map((its) => {
    const length = lengthOf(its);
    return positions(from += length).subarray(from - length);
  });
  const stream = concat(...all.map((bytes, i) => record(bytes, ...records[i]!.slice(0, -1))));
  const limit = Math.max(0, ...all.map(({ length }) => length)) + more;
  const sending = sendIn(far, ends ? stream : concat(stream, AFTER), pieces);
  sending.catch(() => {}); // The connection may be closed before all is sent, when something is wrong.
  const kept: Uint8Array[] = [];
  for (const i of all.keys()) {
    const what = `readRecord() has given record ${i + 1}`;
    const found = await soon(outcome(() => kata.readRecord(near, { limit })), what);
    kept.push(ensureRecord(found, all[i]!, `record ${i + 1}`));
  }
  kept.forEach((bytes, i) => same(bytes, all[i]!, `record ${i + 1}, after the others were read,`));
  await sending;
  if (!ends) return await ensureLeft(near);
  await far.end();
  for (const time of ["the end", "the end, a second time,"]) {
    const reading = outcome(() => kata.readRecord(near, { limit }));
    const found = await soon(reading, `readRecord() has seen ${time}`);
    const wrong = `at ${time} readRecord() ${told(found)}, not null`;
    ensure("result" in found && found.result === null, wrong);
  }
}

/** Lets somebody else read what comes after the records, as far as it is still there. */
async function ensureLeft(near: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(AFTER.length);
  let got = 0;
  const reading = (async () => {
    while (got < AFTER.length) got += await near.read(buffer.subarray(got)) ?? AFTER.length;
  })();
  await soon(
    reading,
    "somebody else has read what comes after the records, of which readRecord() takes nothing",
  );
  same(buffer, AFTER, "what comes after the records, for somebody else,");
}

/** Two connections, a part of each at a time. The second one has sent all of its record before the first. */
async function sideBySide(kata: Kata, path: string): Promise<void> {
  const ends = [await pair(path), await pair(path)];
  const reading = ends.map(([near]) => outcome(() => kata.readRecord(near, { limit: 300 })));
  const streams = [positions(300), positions(600).subarray(300)];
  const records = streams.map((bytes) => record(bytes, 100, 7, 100));
  const most = records[0]!.length - 50;
  for (let at = 0; at < most; at += 50) {
    for (const [i, [, far]] of ends.entries()) {
      await far.send(records[i]!.subarray(at, Math.min(at + 50, most)));
    }
    await turns(3);
  }
  for (const i of [1, 0]) {
    await ends[i]![1].send(records[i]!.subarray(most));
    const which = `connection ${i + 1} of two, which are read at the same time`;
    const found = await soon(reading[i]!, `readRecord() has given the record of ${which}`);
    ensureRecord(found, streams[i]!, `the record of ${which},`);
  }
  for (const [near, far] of ends) [near, far.connection].forEach((it) => it.close());
}

function told(found: Found): string {
  if ("error" in found) return `threw ${found.error} (${found.message})`;
  return found.result instanceof Uint8Array
    ? `gave ${found.result.length} bytes`
    : `gave ${Deno.inspect(found.result)}`;
}

function same(found: Uint8Array, bytes: Uint8Array, what: string): void {
  const at = bytes.findIndex((byte, i) => byte !== found[i]);
  const wrong = `${what} has ${found.length} bytes, not ${bytes.length}`;
  ensure(found.length === bytes.length, wrong);
  ensure(at < 0, `${what} is wrong from byte ${at} on: it has ${found[at]}, not ${bytes[at]}`);
}

function ensureRecord(found: Found, bytes: Uint8Array, what: string): Uint8Array {
  const result = "result" in found ? found.result : undefined;
  if (!(result instanceof Uint8Array)) ensure(false, `for ${what} readRecord() ${told(found)}`);
  same(result, bytes, what);
  return result;
}

/** What comes before the stream ends. */
const CUT: [what: string, bytes: Uint8Array][] = [
  ...[1, 2, 3].map((length): (typeof CUT)[0] => [
    `after ${length} bytes of a header`,
    words(0x80000005).subarray(0, length),
  ]),
  ...[0, 1, 4].map((length): (typeof CUT)[0] => [
    `after ${length} of 5 bytes`,
    concat(words(0x80000005), positions(length)),
  ]),
  ["between two fragments", concat(words(5), positions(5))],
  ["after an empty fragment", words(0)],
  ["after three empty fragments", words(0, 0, 0)],
  ...[1, 2, 3].map((length): (typeof CUT)[0] => [
    `after ${length} bytes of the second header`,
    concat(words(5), positions(5), words(0x80000005).subarray(0, length)),
  ]),
  ["inside the second fragment", concat(words(5), positions(5), words(0x80000005), positions(4))],
];

/** Receives records that are cut by the end, or by a reset. */
export function cutting(url: string, path: string): Promise<Finding> {
  return findings(async () => {
    const { readRecord } = await load(url);
    const options = { limit: 100 };
    for (const before of [[], [record(positions(3))]]) {
      const which = before.length > 0 ? "the second record" : "a record";
      for (const [when, bytes] of CUT) {
        const [near, far] = await pair(path);
        await far.send(...before, bytes);
        await far.end();
        const what = `When the stream ends ${when} of ${which}`;
        for (const _ of before) {
          await soon(readRecord(near, options), "readRecord() has given a record");
        }
        const found = await soon(
          outcome(() => readRecord(near, options)),
          `${what}, readRecord() is over`,
        );
        const ok = "error" in found && found.error === "UnexpectedEof";
        ensure(ok, `${what}, readRecord() ${told(found)}, not UnexpectedEof`);
        await ensureOpen(near, far, what);
      }
    }
    const broken = CUT.filter((_, i) => i % 3 === 0);
    for (const [when, bytes] of [["before a record begins", words()] as const, ...broken]) {
      const [near, far] = await pair(path);
      await near.write(Uint8Array.of(1)); // which nobody reads
      await far.send(bytes);
      const reading = outcome(() => readRecord(near, options));
      await turns();
      far.close();
      const what = `When the connection breaks ${when}`;
      const found = await soon(reading, `${what}, readRecord() is over`);
      const ok = "error" in found && nameOf(found.error) === "ConnectionReset";
      ensure(ok, `${what}, readRecord() ${told(found)}, not ConnectionReset`);
      near[Symbol.dispose]();
    }
  });
}

/** Fails unless what is sent at this side still arrives at the other one; then both are closed. */
async function ensureOpen(near: Deno.Conn, far: Far, what: string): Promise<void> {
  const sent = await near.write(Uint8Array.of(42)).catch(() => 0);
  const [byte] = sent ? await receiveBytes(far.connection, 1) : [];
  ensure(byte === 42, `${what}, readRecord() has closed the connection`);
  near.close();
  far.close();
}

/** What is announced, and how long the record is then at most. */
const ANNOUNCED: [limit: number, ...fragments: number[]][] = [
  [10, 11],
  [0, 1],
  [10, 1000],
  [10, 2 ** 31 - 1],
  [2 ** 31 - 2, 2 ** 31 - 1],
  [10, 5, 6],
  [10, 10, 1],
  [10, 0, 11],
  [10, ...Array(10).fill(1), 1],
  [1000, 300, 300, 300, 101],
  [10, 5, 2 ** 31 - 1],
  [10, 1, 0, 10],
];

/** A record without a limit: much is announced, and a part of it comes. */
async function withoutLimit(kata: Kata, path: string): Promise<void> {
  const [near, far] = await pair(path);
  await far.send(words(3), positions(3), words(2 ** 26), positions(100_000));
  await far.end();
  const what = "When 64 MiB are announced, and a part of them comes, limit Infinity";
  const found = await soon(
    outcome(() => kata.readRecord(near, { limit: Infinity })),
    `${what}, readRecord() is over`,
  );
  const ok = "error" in found && found.error === "UnexpectedEof";
  ensure(ok, `${what}, readRecord() ${told(found)}, not UnexpectedEof`);
  await ensureOpen(near, far, what);
}

/** Receives records at the limit, and above it: those are refused when they are announced. */
export function limiting(url: string, path: string): Promise<Finding> {
  return findings(async () => {
    const kata = await load(url);
    const { readRecord } = kata;
    for (const [limit, ...fragments] of ANNOUNCED) {
      for (const last of [true, false]) {
        const [near, far] = await pair(path);
        const complete = fragments.slice(0, -1).map((it) => concat(words(it), positions(it)));
        const header = words(fragments.at(-1)! + (last ? 2 ** 31 : 0));
        await far.send(...complete, header);
        const which = last ? "the last one" : "and there are more";
        const sizes = fragments.length > 6
          ? `${fragments.length} fragments of 1 byte`
          : fragments.join(", ");
        const what = `When the fragments have announced ${sizes} bytes (${which}), limit ${limit}`;
        const found = await soon(
          outcome(() => readRecord(near, { limit })),
          `${what}, readRecord() is over`,
        );
        const ok = "error" in found && found.error === "RangeError";
        ensure(ok, `${what}, readRecord() ${told(found)}, not RangeError`);
        await ensureOpen(near, far, what);
      }
    }
    for (
      const [length, ...limits] of [[0, 0, 1], [10, 10, 11, Infinity], [
        1000,
        1000,
        2 ** 31,
      ]] as const
    ) {
      for (const limit of limits) {
        for (const sizes of [[], [0], [length], [length >> 1, length >> 2]]) {
          const [near, far] = await pair(path);
          const bytes = positions(length);
          await far.send(record(bytes, ...sizes));
          const found = await soon(
            outcome(() => readRecord(near, { limit })),
            "readRecord() is over",
          );
          ensureRecord(
            found,
            bytes,
            `${length} bytes in ${sizes.length + 1} fragments, limit ${limit},`,
          );
          await ensureOpen(near, far, `After a record of ${length} bytes`);
        }
      }
    }
    await withoutLimit(kata, path);
  });
}
