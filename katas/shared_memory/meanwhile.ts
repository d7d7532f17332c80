/**
 * What the tests do in the middle of a call: somebody else is faster, again and again. It is forced from
 * within `Atomics`; a plain read is not seen here. `url` is that of your file.
 *
 * @module
 */

import { claim, findings } from "./claims.ts";

type Kata = typeof import("./shared_memory.ts");
type Operation = (...args: unknown[]) => unknown;

const load = (url: string): Promise<Kata> => import(url);

/** How often somebody else is faster: a call that gives up does so earlier. */
const OFTEN = 20_000;

/** Numbers of records after which a count with few bits, or with few digits, is the same again. */
const MANY = [2 ** 16, 10 ** 5];

/** Calls something, and does something else right before each of its operations with this name. */
function amid<T>(name: "load" | "compareExchange", others: (time: number) => void, call: () => T) {
  const operations = Atomics as unknown as Record<string, Operation>;
  const its = operations[name]!;
  let [times, inside] = [0, false];
  operations[name] = (...args) => {
    if (!inside) {
      inside = true;
      others(times++);
      inside = false;
    }
    return its(...args);
  };
  try {
    return call();
  } finally {
    operations[name] = its;
  }
}

/** Additions to each cell of a large memory, and some for which others are faster. */
export const additions = (url: string) =>
  findings(async () => {
    const { increment } = await load(url);
    const cells = new Int32Array(new SharedArrayBuffer(4 * 70_001), 4);
    const wanted = new Int32Array(70_000);
    for (const [at, index] of [0, 1, 255, 256, 257, 300, 65_535, 65_536, 69_999, 0].entries()) {
      cells[index] = wanted[index] = 1000 * at;
      const its = increment(cells, index);
      const what = `increment(cells, ${index}) of the cell ${1000 * at}`;
      claim(its === ++wanted[index]!, `${what} gives ${its}`);
      const wrong = cells.findIndex((count, index) => count !== wanted[index]);
      claim(wrong < 0, `after ${what}, the cell ${wrong} is ${cells[wrong]}, not ${wanted[wrong]}`);
    }
    const cell = new Int32Array(new SharedArrayBuffer(4));
    let others = 0;
    const faster = (time: number) => void (time < OFTEN && (Atomics.add(cell, 0, 1), others++));
    const its = amid("compareExchange", faster, () => increment(cell, 0));
    claim(
      cell[0] === others + 1 && its === others + 1,
      `somebody else was faster ${others} times, increment() gives ${its}, and the cell is ${
        cell[0]
      }`,
    );
  });

/** A reader, and many records that are published while it reads. */
export const overtaken = (url: string) =>
  findings(async () => {
    const { publish, latest } = await load(url);
    const cells = new Int32Array(new SharedArrayBuffer(64));
    let last = 0;
    const publishNext = () => publish(cells, [++last, last]);
    const read = (others: (time: number) => void, what: () => string) => {
      publishNext();
      const first = last;
      const record = amid("load", others, () => latest(cells));
      const [one = NaN, other] = record;
      claim(
        record.length === 2 && one === other && one >= first && one <= last,
        `while latest() reads the record ${first} ${first}, ${what()}: it gives ${
          record.join(" ")
        }`,
      );
    };
    for (const many of MANY) {
      for (const at of [1, 2, 3, 4, 5]) {
        const others = (time: number) => {
          for (let it = 0; time === at && it < many; it++) publishNext();
        };
        read(others, () => `${many} others are published, up to ${last} ${last}`);
      }
    }
    const others = (time: number) => void (time < OFTEN && publishNext());
    read(others, () => `another one is published before each of its steps, up to ${last} ${last}`);
  });
