/**
 * Runs cases in one thread. Whenever it would sleep in `Atomics.wait()`, something else happens, as if
 * another thread had done it. So thousands of calls cost nearly nothing.
 *
 * @module
 */

type Kata = typeof import("./sync.ts");

/** For how long whoever waits for ever has to sleep at least, in milliseconds. */
const LONG = 1e11;

/** What a case has. */
export interface Means extends Kata {
  /** Claims something: what is wrong if it does not hold. */
  claim(ok: boolean, message: string): void;
  /**
   * Calls something that has to sleep. Whenever it would, others act, again and again, until it is woken.
   *
   * @param call What to call.
   * @param act What the others do next. It gives `false` when they have done all.
   */
  meanwhile(call: () => void, act: () => boolean): void;
}

class Claim extends Error {}

/** Leaves a case: nothing is wrong, and no more can be seen in one thread. */
export class Enough extends Error {}

/** Something that sleeps. */
interface Sleeper {
  readonly buffer: ArrayBufferLike;
  readonly byte: number;
  woken: boolean;
}

/** Runs cases one after the other, until a claim does not hold; gives what is wrong. */
export async function run(
  url: string,
  cases: Record<string, (means: Means) => void>,
): Promise<string | undefined> {
  let name = "";
  const claim: Means["claim"] = (ok, message) => {
    if (!ok) throw new Claim(`${name[0]!.toUpperCase()}${name.slice(1)}: ${message}`);
  };
  const sleeping = replaceAtomics(claim);
  const module: Kata = await import(url);
  const meanwhile: Means["meanwhile"] = (call, act) => {
    sleeping.others = act;
    call();
    sleeping.others = () => false;
  };
  for (const [its, act] of Object.entries(cases)) {
    name = its;
    sleeping.begin();
    try {
      act({ ...module, claim, meanwhile });
    } catch (error) {
      if (error instanceof Enough) continue;
      if (!(error instanceof Claim)) throw error;
      return error.message;
    }
  }
}

/** From now on, nobody really sleeps. */
function replaceAtomics(claim: Means["claim"]) {
  const { wait, notify, load } = Atomics;
  let sleepers: Sleeper[] = [];
  /** How many were woken, and have not gone on. */
  let woken = 0;
  const its = {
    others: () => false,
    begin: () => void ([its.others, sleepers, woken] = [() => false, [], 0]),
  };
  // deno-lint-ignore no-explicit-any
  const byteOf = (cells: any, index: number) => cells.byteOffset + index * cells.BYTES_PER_ELEMENT;

  // deno-lint-ignore no-explicit-any
  Atomics.wait = (cells: any, index: number, value: any, timeout = Infinity) => {
    if (!(timeout > 0) || load(cells, index) !== value) return wait(cells, index, value, timeout);
    claim(timeout >= LONG, `it sleeps for ${timeout} ms, and looks again although nobody woke it`);
    const sleeper = { buffer: cells.buffer, byte: byteOf(cells, index), woken: false };
    sleepers.push(sleeper);
    while (!sleeper.woken) {
      if (its.others()) continue;
      // Somebody else was woken, and cannot go on before this one does: there is only one thread.
      if (woken > 0) throw new Enough();
      claim(false, "it sleeps on, and nobody is left to wake it");
    }
    woken--;
    return "ok";
  };
  // deno-lint-ignore no-explicit-any
  Atomics.notify = (cells: any, index: number, count = Infinity) => {
    notify(cells, index, count); // It checks the arguments.
    const byte = byteOf(cells, index);
    const here = sleepers.filter((it) => it.buffer === cells.buffer && it.byte === byte)
      .slice(0, Math.max(0, count));
    for (const sleeper of here) sleeper.woken = true;
    sleepers = sleepers.filter((it) => !it.woken);
    woken += here.length;
    return here.length;
  };
  return its;
}
