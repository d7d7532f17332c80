/**
 * What the tests let updateRecord(), holderOf() and transfer() do in a process of their own. `url` is that of
 * your file.
 *
 * @module
 */

import { close, type Fd, read } from "lib/sys/fd.ts";
import { O_RDONLY, open } from "lib/sys/fifo.ts";
import { F_RDLCK } from "lib/sys/record_lock.ts";
import { Clock } from "lib/testing/clock.ts";
import { ensure, type Finding, findings } from "lib/testing/findings.ts";
import { outcome } from "lib/testing/outcome.ts";
import { Call, HOUR, Ledger, load, passAnHour, PATIENCE, told, until } from "./means.ts";

const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);

/** Numbers that need some of their bytes, or all. */
const VALUES = [0n, 1n, -1n, 127n, 128n, 255n, 256n, -32769n, 2n ** 31n, 2n ** 32n, 2n ** 53n + 1n]
  .concat([MAX, MIN, 0x0123456789abcdefn]);

const later = <T>(value: T) => new Promise<T>((go) => setTimeout(() => go(value), 1));

/** Changes records, one after the other, and compares the file with what it has to say. */
export const updateEach = (url: string, folder: string) =>
  findings(async () => {
    const { updateRecord } = await load(url);
    Deno.chdir(folder);
    // The second record has only its first four bytes.
    Deno.writeFileSync("a ledger", Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 0x80, 9, 10, 11, 12));
    Deno.symlinkSync("a ledger", "link");
    const paths = ["a ledger", "./a ledger", "link", `${folder}/a ledger`];
    const model = new Map([[0, BigInt.asIntN(64, 0x8007060504030201n)], [1, 0x0c0b0a09n]]);
    let size = 12;
    const indices = [1, 0, 1, 5, 2, 0, 5, 3];
    for (const [at, value] of [...VALUES, 1n, ...VALUES.slice(-5)].entries()) {
      const index = indices[at % indices.length]!;
      const path = paths[at % paths.length]!;
      const what = `Record ${index} is changed to ${value}`;
      const seen: bigint[] = [];
      const change = (old: bigint) => {
        seen.push(old);
        return at % 2 ? value : later(value);
      };
      const call = await outcome(() => updateRecord(path, index, change));
      ensure("result" in call, `${what}, and the file has ${size} bytes: ${told(call)}.`);
      const old = model.get(index) ?? 0n;
      ensure(seen.length === 1, `${what}, and change is called ${seen.length} times.`);
      ensure(seen[0] === old, `${what}. It was ${old}, and change gets ${seen[0]}.`);
      ensure(call.result === value, `${what}, and updateRecord() gives ${call.result}.`);
      model.set(index, value);
      size = Math.max(size, 8 * index + 8);
      const bytes = Deno.readFileSync("a ledger");
      ensure(
        bytes.length === size,
        `${what}: the file has ${bytes.length} bytes, and not ${size}.`,
      );
      const file = new DataView(bytes.buffer, 0, size - size % 8);
      for (let other = 0; 8 * other < file.byteLength; other++) {
        const [is, had] = [file.getBigInt64(8 * other, true), model.get(other) ?? 0n];
        ensure(is === had, `${what}: afterwards record ${other} is ${is}, and not ${had}.`);
      }
    }
    Deno.writeFileSync("short", Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 7, 8));
    await updateRecord("short", 0, () => 5n);
    const rest = [...Deno.readFileSync("short").subarray(8)].join();
    ensure(rest === "7,8", `Two bytes follow record 0. When it was changed, they are: ${rest}.`);
    Deno.writeFileSync("empty", new Uint8Array());
    await updateRecord("empty", 1, (old) => old);
    const { size: grown } = Deno.statSync("empty");
    ensure(grown === 16, `Record 1 of an empty file stays 0. Then the file has ${grown} bytes.`);
    for (const index of [2 ** 29, 2 ** 31, 2 ** 32 + 1]) {
      using ledger = new Ledger("far", []);
      ledger.set(1, 7n);
      const call = await outcome(() => updateRecord("far", index, (old) => old - 9n));
      ensure("result" in call, `Record ${index} is changed: ${told(call)}.`);
      const is = [ledger.value(1), ledger.value(index)].join(" and ");
      ensure(is === "7 and -9", `Record ${index} is changed. Record 1 and this one are: ${is}.`);
      Deno.removeSync("far");
    }
  });

/** Lets changes fail. */
export const failEach = (url: string, folder: string) =>
  findings(async () => {
    const { updateRecord } = await load(url);
    using ledger = new Ledger(`${folder}/ledger`, [1n, 2n, 3n]);
    for (const value of [MAX + 1n, MIN - 1n, 2n ** 64n, 2n ** 64n + 5n, -(2n ** 70n)]) {
      for (const give of [() => value, () => later(value)]) {
        const call = await outcome(() => updateRecord(ledger.path, 1, give));
        const what = `8 bytes cannot hold ${value}`;
        const threw = "error" in call && call.error === "RangeError";
        ensure(threw, `${what}. It has to throw RangeError: ${told(call)}.`);
        await stayed(ledger, what);
      }
    }
    for (const thrown of [new Error("on purpose"), undefined, 5n]) {
      const changes = [
        () => {
          throw thrown;
        },
        () => new Promise<bigint>((_, no) => setTimeout(() => no(thrown), 1)),
      ];
      for (const change of changes) {
        const what = `When change throws ${Deno.inspect(thrown).split("\n")[0]}`;
        const threw = await updateRecord(ledger.path, 1, change).then(
          () => "nothing",
          (error: unknown) => error === thrown ? "it" : "something else",
        );
        ensure(threw === "it", `${what}, updateRecord() has to throw it, and throws ${threw}.`);
        await stayed(ledger, what);
      }
    }
    const missing = `${folder}/missing`;
    let called = false;
    const call = await outcome(() => updateRecord(missing, 0, () => (called = true, 1n)));
    ensure("error" in call && call.error === "ENOENT", `There is no file: ${told(call)}.`);
    ensure(!called, "There is no file, and change is called.");
    ensure([...Deno.readDirSync(folder)].length === 1, "There is no file, and one was made.");

    async function stayed(ledger: Ledger, what: string): Promise<void> {
      const is = [0, 1, 2].map((at) => ledger.value(at)).join();
      ensure(is === "1,2,3", `${what}, the records have to stay 1,2,3, and are ${is}.`);
      ensure(ledger.lockOf(1) === "no lock", `${what}, ${ledger.lockOf(1)} is left.`);
      const next = await updateRecord(ledger.path, 1, (old) => old);
      ensure(next === 2n, `${what}, the next change gets ${next}.`);
    }
  });

/** Looks which bytes are locked while a record is changed. */
export const lookMeanwhile = (url: string, folder: string) =>
  findings(async () => {
    const { updateRecord } = await load(url);
    for (const index of [0, 3, 2 ** 30]) {
      using ledger = new Ledger(`${folder}/ledger`, [1n, 2n, 3n, 4n, 5n]);
      const before = [index, index + 1].map((at) => ledger.value(at));
      const looks: [when: string, locks: string[]][] = [];
      const look = (when: string) => {
        const front = index > 0 ? ledger.lockOn(0, 8 * index) : "no lock";
        looks.push([when, [front, ledger.lockOf(index), ledger.lockOn(8 * index + 8, 0)]]);
      };
      const words = `Record ${index} is changed`;
      let other: Call<bigint> | undefined;
      let wrong: string | undefined;
      const call = await outcome(() =>
        updateRecord(ledger.path, index, async (old) => {
          look("when change begins");
          close(open(ledger.path, O_RDONLY));
          look("when change has opened and closed the file");
          Deno.statSync(ledger.path);
          Deno.copyFileSync(ledger.path, `${folder}/copy`);
          using file = await Deno.open(ledger.path);
          await file.read(new Uint8Array(8));
          await later(0);
          look("when change has read the file");
          other = new Call(() => updateRecord(ledger.path, index + 1, (it) => it + 100n));
          const ended = await within(4000, other.ended);
          if (!ended) wrong = `${words}, and record ${index + 1} cannot be changed meanwhile.`;
          else if ("error" in ended) {
            wrong = `${words}, and record ${index + 1} as well: ${told(ended)}.`;
          }
          look("when change has changed another record");
          return old + 10n;
        })
      );
      ensure(other || looks.length > 0, `${words}, and change is not called: ${told(call)}.`);
      const wanted = [
        "no lock",
        `a write lock on bytes ${8 * index} to ${8 * index + 7}`,
        "no lock",
      ];
      for (const [when, locks] of looks) {
        const is = `before it: ${locks[0]}, on it: ${locks[1]}, behind it: ${locks[2]}`;
        const right = locks.every((lock, at) => lock === wanted[at]);
        ensure(right, `${words}, and ${when}, there has to be ${wanted[1]}. There is ${is}.`);
      }
      if (wrong !== undefined) ensure(false, wrong);
      ensure("result" in call, `${words}: ${told(call)}.`);
      const gained = [index, index + 1].map((at, which) => ledger.value(at) - before[which]!);
      const right = gained.join(" and ") === "10 and 100";
      ensure(
        right,
        `${words}, and the next one as well: they gain ${gained.join(" and ")}, not 10 and 100.`,
      );
      const left = ledger.lockOn(0, 0);
      ensure(left === "no lock", `${words}, and afterwards there is ${left}.`);
    }
  });

/** Gives what a promise comes to, unless that takes too long. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  const first = await Promise.race([promise, late.promise]);
  clearTimeout(timer);
  return first;
}

/** Which bytes somebody holds: of a file of its own each time. */
interface Held {
  what: string;
  start: number;
  length: number;
  type?: number;
}

const HELD: Held[] = [
  { what: "Record 2 is locked to write", start: 16, length: 8 },
  { what: "Record 2 is locked to read", start: 16, length: 8, type: F_RDLCK },
  { what: "The first byte of record 2 is locked", start: 16, length: 1 },
  { what: "The last byte of record 2 is locked", start: 23, length: 1 },
  { what: "Record 2 is locked with the whole file", start: 0, length: 0 },
];

/** Waits for records that somebody else has. */
export const waitForRecord = (url: string, folder: string) =>
  findings(async () => {
    const { updateRecord } = await load(url);
    using clock = new Clock();
    using ledgers = new DisposableStack();
    const cases = HELD.map(({ what, ...lock }, at) => {
      const ledger = ledgers.use(new Ledger(`${folder}/${at}`, at % 2 ? [1n] : [1n, 2n, 3n, 4n]));
      ledger.hold(lock.start, lock.length, lock.type);
      const got: bigint[] = [];
      const change = (old: bigint) => (got.push(old), old + 1n);
      return { what, ledger, got, call: new Call(() => updateRecord(ledger.path, 2, change)) };
    });
    using free = new Ledger(`${folder}/free`, [1n, 2n, 3n, 4n]);
    free.hold(8, 8);
    free.hold(24, 0);
    using opened = Deno.openSync(free.path);
    opened.lockSync(true); // flock(2) is about something else.
    const one = new Call(() => updateRecord(free.path, 2, (old) => old + 1n));
    const ended = await until(clock, () => one.outcome !== undefined);
    ensure(
      ended,
      "The records beside it are locked, and the file with flock(2). This one cannot be changed.",
    );
    await passAnHour(clock);
    for (const { what, got, call, ledger } of cases) {
      ensure(call.outcome === undefined, `${what}. An hour later, ${told(call.outcome)}.`);
      ensure(got.length === 0, `${what}, and change is called all the same.`);
      ledger.set(2, 1000n);
      ledger.set(6, 77n);
      ledger.release();
    }
    for (const { what, got, call, ledger } of cases) {
      await until(clock, () => call.outcome !== undefined);
      const end = told(call.outcome);
      ensure(end === "it returned 1001n", `${what}, is set to 1000 and given back. Then ${end}.`);
      ensure(got.join() === "1000", `${what}, is set to 1000 and given back. change gets ${got}.`);
      const is = ledger.value(2);
      ensure(is === 1001n, `${what}, is set to 1000 and given back. In the end it is ${is}.`);
      const far = ledger.value(6);
      ensure(far === 77n, `${what}. Meanwhile the file has got a record 6, 77. Then it is ${far}.`);
      ledger[Symbol.dispose]();
    }
  });

/** Changes the same record in several tasks of one process. */
export const changeTogether = (url: string, path: string) =>
  findings(async () => {
    const { updateRecord } = await load(url);
    using clock = new Clock();
    using ledger = new Ledger(path, [0n, 500n]);
    const gate = Promise.withResolvers<void>();
    let busy = 0;
    let most = 0;
    const change = async (old: bigint) => {
      most = Math.max(most, ++busy);
      await gate.promise;
      await later(0);
      busy--;
      return old + 1n;
    };
    const first = new Call(() => updateRecord(path, 1, change));
    ensure(await until(clock, () => busy > 0), "change is not called.");
    const others = Array.from({ length: 4 }, () => new Call(() => updateRecord(path, 1, change)));
    await clock.pass(HOUR, 20);
    const what = "Several calls in one process change the same record";
    ensure(most === 1, `${what}, and ${most} are at work at the same time.`);
    const ended = [first, ...others].filter(({ outcome }) => outcome);
    ensure(ended.length === 0, `${what}, and meanwhile, ${told(ended[0]?.outcome)}.`);
    gate.resolve();
    for (const { ended } of [first, ...others]) {
      const call = await ended;
      ensure("result" in call, `${what}: ${told(call)}.`);
    }
    ensure(most === 1, `${what}, and ${most} are at work at the same time.`);
    const is = ledger.value(1);
    ensure(is === 505n, `${what}: 500 and 5 times 1 is ${is}.`);
  });

/** Asks about records of a file that others have locked. */
export async function askEach(url: string, questions: [path: string, index: number][]) {
  const { holderOf } = await load(url);
  return await Promise.all(questions.map((it) => outcome(() => holderOf(...it))));
}

/** Asks about records that an open file has locked. */
export const askOpenFile = (url: string, folder: string) =>
  findings(async () => {
    const { holderOf } = await load(url);
    Deno.chdir(folder);
    using ledger = new Ledger("a ledger", [1n, 2n, 3n, 4n]);
    const is = (index: number, path = "a ledger") => {
      const holder = holderOf(path, index);
      if (holder === undefined) return "nobody";
      const { pid, exclusive, first, last } = holder;
      return `pid ${pid}, exclusive ${exclusive}, ${first} to ${last}`;
    };
    const cases: [Held, Record<number, string>][] = HELD.map((held) => {
      const { start, length, type } = held;
      const last = length === 0 ? Infinity : start + length - 1;
      const exclusive = type !== F_RDLCK;
      const holder = `pid undefined, exclusive ${exclusive}, ${start} to ${last}`;
      const beside = length === 0 ? holder : "nobody";
      return [held, { 1: beside, 2: holder, 3: beside, [2 ** 32]: beside }];
    });
    for (const [{ what, start, length, type }, expected] of cases) {
      ledger.hold(start, length, type);
      for (const [index, holder] of Object.entries(expected)) {
        for (const path of ["a ledger", `${folder}/a ledger`]) {
          const its = is(Number(index), path);
          const asked = `${what}, for an open file. holderOf() of ${index}`;
          ensure(its === holder, `${asked} gives ${its}. It has to give ${holder}.`);
        }
      }
      ledger.release();
      const its = is(2);
      ensure(its === "nobody", `Nobody has a lock any more, and holderOf() gives ${its}.`);
    }
    ensure(ledger.lockOn(0, 0) === "no lock", "holderOf() leaves a lock.");
    using opened = Deno.openSync(ledger.path, { write: true });
    opened.lockSync(true);
    const none = is(2);
    ensure(
      none === "nobody",
      `The file is locked with flock(2) only, and holderOf() gives ${none}.`,
    );
    opened.truncateSync(0);
    ledger.hold(2 ** 35, 2 ** 33);
    const far = "Records far behind the end of an empty file are locked";
    for (const [index, place] of [[2 ** 32, "34359738368 to 42949672959"], [0, ""]] as const) {
      const holder = place ? `pid undefined, exclusive true, ${place}` : "nobody";
      const its = is(index);
      ensure(
        its === holder,
        `${far}. holderOf() of ${index} gives ${its}. It has to give ${holder}.`,
      );
    }
    const missing = await outcome(() => holderOf("missing", 0));
    ensure("error" in missing && missing.error === "ENOENT", `There is no file: ${told(missing)}.`);
    ensure([...Deno.readDirSync(".")].length === 1, "There is no file, and holderOf() makes one.");
  });

/** Moves amounts, one after the other. */
export const transferEach = (url: string, folder: string) =>
  findings(async () => {
    const { transfer } = await load(url);
    Deno.chdir(folder);
    using ledger = new Ledger("a ledger", [10n, 20n, MAX, 2n ** 40n, -5n]);
    const state = () => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => ledger.value(at));
    type Case = [from: number, to: number, amount: bigint, fails?: "fails"];
    const cases: Case[] = [[0, 1, 3n], [1, 0, 23n], [0, 1, 31n, "fails"], [0, 1, 30n], [
      0,
      1,
      1n,
      "fails",
    ]];
    cases.push([1, 0, 0n], [0, 0, 0n], [1, 1, 30n], [1, 1, 31n, "fails"], [3, 0, 2n ** 39n + 1n]);
    cases.push([1, 0, -1n, "fails"], [0, 1, -1n, "fails"], [1, 1, -1n, "fails"], [
      4,
      0,
      1n,
      "fails",
    ]);
    cases.push(
      [4, 0, 0n, "fails"],
      [4, 4, 0n, "fails"],
      [1, 2, 1n, "fails"],
      [1, 2, 0n],
      [2, 1, MAX, "fails"],
      [2, 2, MAX],
      [2, 4, MAX],
      [
        4,
        2,
        MAX - 5n,
      ],
    );
    cases.push([2, 7, 2n ** 60n], [7, 0, 2n ** 60n], [3, 2, 2n ** 63n, "fails"]);
    for (const [at, [from, to, amount, fails]] of cases.entries()) {
      const before = state();
      const path = at % 2 ? "a ledger" : `${folder}/a ledger`;
      const balance = (index: number) => `record ${index}, which has ${ledger.value(index)}`;
      const what = `${amount} is to go from ${balance(from)}, to ${balance(to)}`;
      const ended = outcome(() => transfer(path, from, to, amount));
      const call = await within(PATIENCE, ended);
      if (!call) return ensure(false, `${what}. Nobody else has a lock, and it comes to no end.`);
      if (fails) {
        const threw = "error" in call && call.error === "RangeError";
        ensure(threw, `${what}. It has to throw RangeError: ${told(call)}.`);
      } else {
        ensure("result" in call, `${what}: ${told(call)}.`);
        ensure(call.result === undefined, `${what}: ${told(call)}.`);
        before[from]! -= amount;
        before[to]! += amount;
      }
      const after = state();
      const has = fails ? "It throws, and both records have to stay" : "It moves the amount";
      for (const [index, value] of after.entries()) {
        const wanted = before[index];
        const words = `Record ${index} is ${value} then, and not ${wanted}`;
        ensure(value === wanted, `${what}. ${has}. ${words}.`);
      }
      ensure(
        ledger.lockOn(0, 0) === "no lock",
        `${what}: afterwards there is ${ledger.lockOn(0, 0)}.`,
      );
    }
    // The second record has only its first four bytes, and another one is far away.
    Deno.writeFileSync("short", Uint8Array.of(10, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0));
    using short = new Ledger("short");
    const far = 2 ** 29 + 1;
    for (const to of [1, far]) await transfer("short", 0, to, 3n);
    const is = [0, 1, far].map((at) => short.value(at)).join();
    const what = `10 and half a record with 4. 3 go from record 0 to 1, and 3 to ${far}`;
    ensure(is === "4,7,3", `A file has ${what}. Then they are ${is}, not 4,7,3.`);
  });

/** Waits for both records of a transfer, one of which somebody has, or a byte of it. */
export const waitForBoth = (url: string, folder: string) =>
  findings(async () => {
    const { transfer } = await load(url);
    using clock = new Clock();
    using ledgers = new DisposableStack();
    const pairs: [from: number, to: number][] = [[1, 2], [2, 1], [2, 5]];
    const cases = pairs.flatMap(([from, to]) =>
      [8 * from, 8 * to + 7].map((byte) => {
        const held = Math.floor(byte / 8);
        const ledger = ledgers.use(
          new Ledger(`${folder}/${from} ${to} ${byte}`, Array(7).fill(100n)),
        );
        ledger.hold(byte, 1);
        const what = `${from} gives 60 to ${to}, and record ${held} is locked`;
        const call = new Call(() => transfer(ledger.path, from, to, 60n));
        return { ledger, what, from, to, held, call };
      })
    );
    using beside = new Ledger(`${folder}/beside`, Array(7).fill(100n));
    for (const index of [0, 1, 3, 4, 6]) beside.hold(8 * index, 8);
    const free = new Call(() => transfer(beside.path, 5, 2, 60n));
    const ended = await until(clock, () => free.outcome !== undefined);
    ensure(ended, "5 gives 60 to 2. Only other records are locked, and it waits for them.");
    for (const { ledger, what } of cases) {
      const other = new Call(() => transfer(ledger.path, 6, 4, 1n));
      const ended = await until(clock, () => other.outcome !== undefined);
      ensure(ended, `${what}. Meanwhile 6 cannot give 1 to 4, and nobody has these two.`);
    }
    await passAnHour(clock);
    for (const { ledger, what, call, from, to, held } of cases) {
      const is = [from, to].map((index) => ledger.value(index)).join(" and ");
      ensure(is === "100 and 100", `${what}. Meanwhile they have ${is}, and not 100 and 100.`);
      ensure(call.outcome === undefined, `${what}. An hour later, ${told(call.outcome)}.`);
      ledger.set(held, 1000n);
      ledger.release();
    }
    for (const { ledger, what, call, from, to, held } of cases) {
      await until(clock, () => call.outcome !== undefined);
      ensure(
        call.outcome && "result" in call.outcome,
        `${what} no more. Then ${told(call.outcome)}.`,
      );
      const is = [from, to].map((index) => ledger.value(index)).join(" and ");
      const right = held === from ? "940 and 160" : "40 and 1060";
      ensure(
        is === right,
        `${what}, set to 1000 and given back. Then they have ${is}, not ${right}.`,
      );
      ledger[Symbol.dispose]();
    }
  });

/** Two transfers that may wait for each other. */
export interface Suspect {
  first: { from: number; to: number; has: number; wants: number };
  second: { from: number; to: number };
  what: string;
}

/** Lets transfers go in both directions, while somebody has one of the records. Tells which ones to try. */
export const cross = async (url: string, folder: string): Promise<[Finding, Suspect[]]> => {
  const suspects: Suspect[] = [];
  const wrong = await findings(async () => {
    const { transfer } = await load(url);
    using clock = new Clock();
    using ledgers = new DisposableStack();
    const meet = (from: number, to: number, held: number) => {
      const ledger = ledgers.use(new Ledger(`${folder}/${from} ${held}`, Array(6).fill(100n)));
      ledger.hold(8 * held, 8);
      const other = from === held ? to : from;
      const call = new Call(() => transfer(ledger.path, from, to, 10n));
      const isFree = () => ledger.lockOf(other) === "no lock";
      return {
        ledger,
        call,
        isFree,
        way: { from, to, has: other, wants: held },
        what: `from ${from} to ${to} has ${other} while it waits for ${held}`,
      };
    };
    const pairs = [
      [meet(2, 5, 5), meet(5, 2, 2)],
      [meet(2, 5, 2), meet(5, 2, 5)],
    ] as const;
    await clock.pass(HOUR, 30);
    for (const [one, other] of pairs) {
      if (await until(clock, () => one.isFree() || other.isFree(), 1500)) continue;
      suspects.push({
        first: one.way,
        second: other.way,
        what: `A transfer ${one.what}, and one ${other.what}`,
      });
    }
    for (const { ledger, call } of pairs.flat()) {
      ledger.release();
      await until(clock, () => call.outcome !== undefined);
      ensure(
        call.outcome && "result" in call.outcome,
        `One transfer alone: ${told(call.outcome)}.`,
      );
      ledger[Symbol.dispose]();
    }
  });
  return [wrong, suspects];
};

/** Makes one transfer. */
export async function transferOnce(url: string, path: string, from: number, to: number) {
  const { transfer } = await load(url);
  return await outcome(() => transfer(path, from, to, 10n));
}

/** Lets many transfers meet. */
export const crowd = (url: string, path: string) =>
  findings(async () => {
    const { transfer } = await load(url);
    using clock = new Clock();
    using ledger = new Ledger(path, [50n, 50n, 50n]);
    const calls = Array.from({ length: 9 }, (_, at) => {
      const [from, to] = [at % 3, (at + 1 + at % 2) % 3] as const;
      return new Call(() => transfer(ledger.path, from, to, BigInt(at % 2 + 1)));
    });
    const over = await until(clock, () => calls.every(({ outcome }) => outcome !== undefined));
    const left = calls.filter(({ outcome }) => outcome === undefined).length;
    ensure(over, `Of 9 transfers at the same time, ${left} come to no end.`);
    for (const { outcome } of calls) {
      ensure(
        outcome && "result" in outcome,
        `One of 9 transfers at the same time: ${told(outcome)}.`,
      );
    }
    const is = [0, 1, 2].map((at) => ledger.value(at));
    const sum = is.reduce((all, it) => all + it);
    ensure(
      sum === 150n,
      `9 transfers at the same time: there was 150 in all, and now there is ${sum}.`,
    );
  });

/** A transfer, or a change of one record. */
type Step = { from: number; to: number; amount: bigint } | { index: number; add: bigint };

/** Programs that nobody chose: changes and transfers, compared with what a list of numbers says. */
export const keepBooks = (url: string, path: string) =>
  findings(async () => {
    const { transfer, updateRecord } = await load(url);
    const { fc, forAll } = await import("lib/testing/properties.ts");
    const index = fc.nat({ max: 3 });
    const amount = fc.oneof(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: MAX }));
    const step = fc.oneof(
      fc.record({ from: index, to: index, amount }),
      fc.record({ index, add: fc.bigInt({ min: -1000n, max: 1000n }) }),
      fc.record({ index, add: fc.bigInt({ min: MIN, max: MAX }) }),
    );
    const words = (it: Step) =>
      "add" in it ? `${it.index} gets ${it.add}` : `${it.amount} from ${it.from} to ${it.to}`;
    const property = async (steps: Step[]) => {
      using ledger = new Ledger(path, [100n, 0n, 300n, -7n]);
      const model = [100n, 0n, 300n, -7n];
      for (const it of steps) {
        const call = "add" in it
          ? await outcome(() => updateRecord(path, it.index, (old) => old + it.add))
          : await outcome(() => transfer(path, it.from, it.to, it.amount));
        const ok = play(model, it);
        const ended = "result" in call ? true : call.error === "RangeError" ? false : undefined;
        ensure(ended === ok, `${words(it)}: ${told(call)}`);
        const is = [0, 1, 2, 3].map((at) => ledger.value(at));
        ensure(`${is}` === `${model}`, `the records are ${is}, and have to be ${model}`);
      }
    };
    const all = (steps: Step[]) => `After 100,0,300,-7: ${steps.map(words).join(", ")}`;
    const much = 2n ** 62n + 1n;
    const examples: Step[][] = [[{ index: 1, add: much }, { from: 1, to: 0, amount: much }]];
    await forAll(fc.array<Step>(step, { maxLength: 6 }), all, property, { runs: 16, examples });

    /** Takes a step. Tells whether it may be taken. */
    function play(model: bigint[], it: Step): boolean {
      const next = [...model];
      if ("add" in it) next[it.index]! += it.add;
      else {
        if (model[it.from]! < it.amount) return false;
        next[it.from]! -= it.amount;
        next[it.to]! += it.amount;
      }
      if (next.some((value) => BigInt.asIntN(64, value) !== value)) return false;
      model.splice(0, 4, ...next);
      return true;
    }
  });

/** Waits until a byte comes from the gate, and changes records. */
export async function changeAtGate(
  url: string,
  path: string,
  how: "update" | "transfer",
  gate: Fd,
) {
  const { transfer, updateRecord } = await load(url);
  read(gate, new Uint8Array(1));
  close(gate);
  if (how === "transfer") return await outcome(() => transfer(path, 3, 1, 5n));
  return await outcome(() => updateRecord(path, 1, (old) => later(old + 5n)));
}
