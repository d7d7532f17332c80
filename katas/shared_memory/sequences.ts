/**
 * What the tests do with records and rings, one call after the other, and between processes. `url` is that of
 * your file.
 *
 * @module
 */

import { close, type Fd, read, write } from "lib/sys/fd.ts";
import * as futex from "lib/sys/futex.ts";
import * as shm from "lib/sys/shm.ts";
import { claim, findings, giveBack } from "./claims.ts";

type Kata = typeof import("./shared_memory.ts");

const load = (url: string): Promise<Kata> => import(url);

/** Numbers that need all of their bits, and differ by their place. */
const numbers = (count: number, seed: number) =>
  Array.from(
    { length: count },
    (_, at) => Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b),
  );

/** What lies beside the cells, and belongs to somebody else. */
const BESIDE = 0x5a5a5a5a;

const LIMITS = [-(2 ** 31), 2 ** 31 - 1, 0, -1];

const same = (one: number[], other: number[]) =>
  Array.isArray(one) && one.length === other.length && one.every((it, at) => it === other[at]);

const shown = (record: number[]) =>
  Array.isArray(record) && record.length > 8
    ? `${record.length} numbers: ${record.slice(0, 4).join(", ")}, …`
    : Deno.inspect(record);

/** Records of all lengths, in memory of several sizes, which is no `SharedArrayBuffer`. */
export const records = (url: string) =>
  findings(async () => {
    const { publish, latest } = await load(url);
    const { fc, forAll } = await import("lib/testing/properties.ts");
    for (const count of [16, 17, 64, 4000]) {
      const place = new Int32Array(count + 2).fill(BESIDE);
      const cells = place.subarray(1, count + 1).fill(0);
      const most = Math.floor(count / 4);
      const first = latest(cells);
      claim(same(first, []), `before the first record, latest() gives ${shown(first)}`);
      const kept: [number[], number[]][] = [[first, []]];
      const all = [1, 2, 0, most - 1, most, 3, most, 0, 1].map((it, at) => numbers(it, at));
      for (const record of [...all, LIMITS, LIMITS.slice(2)]) {
        const given = [...record];
        publish(cells, given);
        claim(same(given, record), `publish() has changed the record that it was given`);
        const got = latest(cells);
        claim(
          same(got, record),
          `in ${count} cells, ${shown(record)} was published, and latest() gives ${shown(got)}`,
        );
        const again = latest(cells);
        claim(same(again, record), `the second latest() of a record gives ${shown(again)}`);
        kept.push([got, [...record]]);
        again.push(8); // This one, too.
        again[0] = 9;
        claim(
          same(latest(cells), record),
          "a record changes when the caller changes what latest() gave",
        );
        given.fill(7); // It belongs to the caller.
        claim(same(latest(cells), record), "a record changes when the caller changes its list");
      }
      const changed = kept.find(([got, record]) => !same(got, record));
      claim(!changed, "a later call has changed an array that latest() has given");
      const around = [place[0], place.at(-1)];
      claim(
        same(around as number[], [BESIDE, BESIDE]),
        `publish() has written beside the ${count} cells`,
      );
    }
    const many = numbers(140_000, 1); // More than 16 bits count, and than a call has room for.
    const large = new Int32Array(4 * many.length);
    publish(large, many);
    const got = latest(large);
    claim(same(got, many), `${shown(many)} was published, and latest() gives ${shown(got)}`);
    const cells = new Int32Array(400);
    await forAll(
      fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 100 }),
      (record) => `for the record ${shown(record)}`,
      (record) => {
        publish(cells, record);
        claim(same(latest(cells), record), `latest() gives ${shown(latest(cells))}`);
      },
      { runs: 50 },
    );
  });

/** Thrown where a ring goes to sleep. */
class Slept extends Error {}

/** Nobody ever wakes up: whoever sleeps says so. */
const WAKEFUL = {
  wait: (cells: Int32Array, index: number, value: number) => {
    if (Atomics.load(cells, index) !== value) return "not-equal";
    throw new Slept();
  },
  notify: () => 0,
};

/** Whether a call sleeps. */
function sleeps(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch (error) {
    if (error instanceof Slept) return true;
    throw error;
  }
}

/** More items than a count of 17 bits tells apart. */
const LONG = 140_000;

/** Rings of many sizes, filled and emptied several times, and joined again in between. */
export const rings = (url: string) =>
  findings(async () => {
    const module = await load(url);
    const { Ring } = module;
    for (const size of [1, 2, 3, 4, 7, 255, 256, 257, 70_000]) {
      const memory = new ArrayBuffer(4 * (4 + size));
      const join = () => new Ring(memory, WAKEFUL);
      const few = `a ring for ${size} item${size === 1 ? "" : "s"}`;
      const queue: number[] = [];
      let [producer, consumer, other, count] = [join(), join(), join(), 0];
      const put = () => {
        const item = LIMITS[count] ?? Math.imul(count, 0x9e3779b1);
        count++;
        claim(!sleeps(() => producer.put(item)), `${few} has ${queue.length}, and put() sleeps`);
        queue.push(item);
      };
      let taken = 0;
      let since = "";
      const take = () => {
        const left = queue.length - taken;
        let item: number | undefined;
        claim(!sleeps(() => item = consumer.take()), `${few} has ${left}, and take() sleeps`);
        const expected = queue[taken++];
        claim(
          item === expected,
          `${few}: the oldest item is ${expected}, and ${item} came out, as number ${taken}${
            item === undefined ? "" : since
          }`,
        );
      };
      const rounds = [[size, 0], [1, 0], [size, 1], [size - 1, 0], [size, 0]];
      for (const [round, [more, left]] of rounds.slice(size > 1000 ? -1 : 0).entries()) {
        for (let it = 0; it < more!; it++) put();
        join();
        while (queue.length - taken > left!) take();
        // Somebody else goes on, who may have been here before.
        [producer, consumer, other] = [consumer, other, round % 2 ? join() : producer];
        since = ". Other Ring objects over the same memory put and take since the last round";
      }
      // For long, and nearly full, where the size is no power of two: counts with few bits go wrong there.
      for (let it = 1; it < Math.min(size, 300); it++) put();
      for (let it = 0; it < (size === 3 ? LONG : 3 * Math.min(size, 300) + 1); it++) {
        put();
        take();
      }
      while (queue.length > taken) take();
      // The last look of each, since whoever is stopped in its sleep may have left a mark.
      const empty = memory.slice();
      claim(sleeps(() => new Ring(empty, WAKEFUL).take()), `${few} is empty, and take() returns`);
      for (let it = 0; it < size; it++) put();
      claim(sleeps(() => producer.put(1)), `${few} is full, and put() returns`);
    }
    joinLate(module);
  });

/** Rings with which somebody goes on who has never seen them before: they are full, or empty. */
function joinLate({ Ring }: Kata): void {
  for (const size of [1, 2, 3, 5]) {
    for (let passed = 0; passed <= 2 * size; passed++) {
      const memory = new ArrayBuffer(4 * (4 + size));
      const first = new Ring(memory, WAKEFUL);
      for (let it = 0; it < passed; it++) {
        first.put(it);
        first.take();
      }
      const what = `${passed} items have gone through a ring for ${size}. Who joins it then`;
      const empty = memory.slice(0);
      claim(sleeps(() => new Ring(empty, WAKEFUL).take()), `${what} takes an item`);
      const next = new Ring(memory, WAKEFUL);
      for (let it = 0; it < size; it++) {
        claim(!sleeps(() => next.put(it)), `${what} sleeps when it puts item ${it + 1}`);
      }
      claim(sleeps(() => next.put(size)), `${what} puts ${size + 1} items, and does not sleep`);
    }
  }
}

/** Puts items into a ring that has no room for all of them; some of them only when the test says so. */
export async function putAll(
  url: string,
  id: number,
  items: number[],
  some: number,
  go: Fd,
  told: Fd,
) {
  const { Ring } = await load(url);
  const { size } = shm.shmctl(id, shm.IPC_STAT);
  const mapping = shm.shmat(id, size);
  const ring = new Ring(mapping.memory, futex);
  begin(told);
  for (const item of items.slice(0, some)) ring.put(item);
  read(go, new Uint8Array(1));
  close(go);
  for (const item of items.slice(some)) ring.put(item);
  giveBack(mapping, shm.shmdt);
}

/** Takes items from a ring that may not have them yet. */
export async function takeAll(url: string, id: number, count: number, told: Fd) {
  const { Ring } = await load(url);
  const { size } = shm.shmctl(id, shm.IPC_STAT);
  const mapping = shm.shmat(id, size);
  const ring = new Ring(mapping.memory, futex);
  begin(told);
  const items = Array.from({ length: count }, () => ring.take());
  giveBack(mapping, shm.shmdt);
  return items;
}

/** Tells the test that your function is called now. */
function begin(told: Fd): void {
  write(told, new Uint8Array(1));
  close(told);
}
