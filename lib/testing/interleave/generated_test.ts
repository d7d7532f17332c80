/** Generated programs find what is wrong with a semaphore, whatever it is, and clear the right ones. */

import { explorePrograms } from "./engine.ts";
import { generate } from "./generate.ts";
import type { Options } from "./report.ts";
import type { Specification } from "./specification.ts";
import { assertEquals, assertMatch } from "@std/assert";

/** A semaphore over one cell that compares and exchanges. */
class Right {
  constructor(readonly cells: Int32Array) {}

  tryAcquire(): boolean {
    for (let free; (free = Atomics.load(this.cells, 0)) > 0;) {
      if (Atomics.compareExchange(this.cells, 0, free, free - 1) === free) return true;
    }
    return false;
  }

  acquire(): void {
    while (!this.tryAcquire()) Atomics.wait(this.cells, 0, 0);
  }

  acquireWithin(milliseconds: number): boolean {
    const end = Date.now() + milliseconds;
    while (!this.tryAcquire()) {
      if (Atomics.wait(this.cells, 0, 0, end - Date.now()) === "timed-out") return false;
    }
    return true;
  }

  release(): void {
    Atomics.add(this.cells, 0, 1);
    Atomics.notify(this.cells, 0, 1);
  }

  get value(): number {
    return Atomics.load(this.cells, 0);
  }
}

type Type = new (cells: Int32Array) => Right;

const takes = (free: number, returns: unknown) =>
  free > 0 ? [{ return: returns, next: free - 1 }] : [];
const tries = (free: number) => [{ return: free > 0, next: Math.max(0, free - 1) }];

const table: Specification<Type, SharedArrayBuffer, Right, number> = {
  starts: { "no permit is free": 0, "1 permit is free": 1, "2 permits are free": 2 },
  create: (_, permits) => {
    const cells = new Int32Array(new SharedArrayBuffer(8));
    cells[0] = permits;
    return cells.buffer as SharedArrayBuffer;
  },
  join: (type, shared) => new type(new Int32Array(shared)),
  calls: {
    "acquire()": { run: (it) => it.acquire(), may: (free) => takes(free, undefined) },
    "release()": { run: (it) => it.release(), may: (n) => [{ return: undefined, next: n + 1 }] },
    "tryAcquire()": { run: (it) => it.tryAcquire(), may: tries },
    "acquireWithin(0)": { run: (it) => it.acquireWithin(0), may: tries },
    "acquireWithin(10)": {
      run: (it) => it.acquireWithin(10),
      may: (free) => takes(free, true),
      within: 10,
    },
    "value": { run: (it) => it.value, may: (free) => [{ return: free, next: free }] },
  },
  end: ["value"],
};

const run = async (type: Type, options?: Options) =>
  (await explorePrograms(table, Array(4).fill(type), import.meta.url, options))[0];

Deno.test("generated programs clear a semaphore that is right, the same in every run", async () => {
  const report = await run(Right);
  assertEquals(report, { programs: report.programs!, schedules: report.schedules, bound: 1 });
  assertEquals(report.programs! > 300 && report.schedules > 4000, true, Deno.inspect(report));
  assertEquals(await run(Right), report);
});

/** What is wrong, and the first two lines of the smallest program that shows it. */
const wrong: Record<string, [Type, RegExp]> = {
  "loads and then subtracts": [
    class extends Right {
      override tryAcquire() {
        if (Atomics.load(this.cells, 0) === 0) return false;
        Atomics.sub(this.cells, 0, 1);
        return true;
      }
    },
    /^No order of these calls explains .*1 permit is free\.\nA: .*cquire.*\nB: .*cquire.*-1$/s,
  ],
  "looks once before it waits": [
    class extends Right {
      override acquire() {
        if (this.tryAcquire()) return;
        Atomics.wait(this.cells, 0, 0);
        Atomics.sub(this.cells, 0, 1);
      }
    },
    /^No order of these calls/,
  ],
  "notifies before it adds": [
    class extends Right {
      override release() {
        Atomics.notify(this.cells, 0, 1);
        Atomics.add(this.cells, 0, 1);
      }
    },
    /^Lost wake-up: A fell asleep .*A: acquire\(\) never returns\nB: release\(\)\n/s,
  ],
  "wakes nobody": [
    class extends Right {
      override release() {
        Atomics.add(this.cells, 0, 1);
      }
    },
    /^Lost wake-up: A fell asleep .*A: acquire\(\) never returns\nB: release\(\)\n/s,
  ],
  "wakes only when there was none": [
    class extends Right {
      override release() {
        if (Atomics.add(this.cells, 0, 1) === 0) Atomics.notify(this.cells, 0, 1);
      }
    },
    /^Lost wake-up: .*never returns/s,
  ],
  "adds two": [
    class extends Right {
      override release() {
        Atomics.add(this.cells, 0, 2);
        Atomics.notify(this.cells, 0, 2);
      }
    },
    /no permit is free\.\nA: release\(\)\nIn the end: value → 2$/,
  ],
  "waits in tryAcquire()": [
    class extends Right {
      override tryAcquire() {
        this.acquire();
        return true;
      }
      override acquire() {
        while (!super.tryAcquire()) Atomics.wait(this.cells, 0, 0);
      }
    },
    /^Deadlock: .*A: tryAcquire\(\) never returns/s,
  ],
  "gives up although it has taken a permit": [
    class extends Right {
      override acquireWithin(milliseconds: number) {
        if (this.tryAcquire()) return true;
        Atomics.wait(this.cells, 0, 0, milliseconds);
        this.tryAcquire();
        return false;
      }
    },
    /: release\(\)\n.*: acquireWithin\(10\) → false\nIn the end: value → 0$/,
  ],
  "gives up too early": [
    class extends Right {
      override acquireWithin() {
        return this.tryAcquire();
      }
    },
    /no permit is free\.\nA: acquireWithin\(10\) → false\n/,
  ],
  "does not look when there is no time": [
    class extends Right {
      override acquireWithin(milliseconds: number) {
        return milliseconds > 0 && super.acquireWithin(milliseconds);
      }
    },
    /1 permit is free\.\nA: acquireWithin\(0\) → false\n/,
  ],
  "polls": [
    class extends Right {
      override acquire() {
        while (!this.tryAcquire()) Atomics.wait(this.cells, 0, 0, 1);
      }
    },
    /^Busy waiting: A has looked/,
  ],
  "is told in the wrong order": [
    class extends Right {
      override get value() {
        const seen = Atomics.load(this.cells, 1);
        Atomics.store(this.cells, 1, Atomics.load(this.cells, 0));
        return seen;
      }
    },
    /value → /,
  ],
};

for (const [what, [type, expected]] of Object.entries(wrong)) {
  Deno.test(`generated programs find a semaphore that ${what}`, async () => {
    const { failure } = await run(type);
    assertMatch(failure?.sentence ?? "nothing was found", expected);
    if (failure!.kind === "busy waiting") return;
    const again = await run(type, { schedule: failure!.schedule });
    assertEquals(again.failure, failure, "The same schedule of the same program fails again.");
  });
}

Deno.test("calls of a side are made by one thread only, other calls by any", () => {
  const sided: typeof table = {
    ...table,
    calls: {
      "acquire()": { ...table.calls["acquire()"]!, side: "taker" },
      "tryAcquire()": { ...table.calls["tryAcquire()"]!, side: "taker" },
      "release()": table.calls["release()"]!,
    },
  };
  const programs = [...generate(sided)].map(({ threads }) => threads);
  const takers = (threads: string[][]) =>
    threads.filter((calls) => calls.some((call) => call !== "release()")).length;
  const givers = (threads: string[][]) =>
    threads.filter((calls) => calls.includes("release()")).length;
  assertEquals(Math.max(...programs.map(takers)), 1);
  assertEquals(Math.max(...programs.map(givers)), 3);
});

/** A lock with an owner: the object that has taken it. */
class Owned {
  mine = false;

  constructor(readonly cells: Int32Array) {}

  take(): boolean {
    if (this.mine) return false;
    return this.mine = Atomics.compareExchange(this.cells, 0, 0, 1) === 0;
  }

  give(): boolean {
    const given = this.mine;
    this.mine = false;
    if (given) Atomics.store(this.cells, 0, 0);
    return given;
  }
}

const NOBODY = -1;

/** Whoever takes it has it; nobody else can give it back. */
const owned: Specification<typeof Owned, SharedArrayBuffer, Owned, number> = {
  starts: { "nobody has it": NOBODY },
  create: () => new SharedArrayBuffer(4),
  join: (type, shared) => new type(new Int32Array(shared)),
  calls: {
    "take()": {
      run: (it) => it.take(),
      may: (owner, me) => [{ return: owner === NOBODY, next: owner === NOBODY ? me : owner }],
    },
    "give()": {
      run: (it) => it.give(),
      may: (owner, me) => [{ return: owner === me, next: owner === me ? NOBODY : owner }],
    },
    "has an owner": {
      run: (it) => it.cells[0] === 1,
      may: (owner) => [{ return: owner !== NOBODY, next: owner }],
      last: true,
    },
  },
  end: ["has an owner"],
};

Deno.test("what a call may come to can depend on who makes it", async () => {
  const run = async (type: typeof Owned) =>
    (await explorePrograms(owned, Array(4).fill(type), import.meta.url, { programs: 100 }))[0];

  assertEquals((await run(Owned)).failure, undefined);
  const { failure } = await run(
    class extends Owned {
      override give() {
        return Atomics.exchange(this.cells, 0, 0) === 1;
      }
    },
  );
  assertMatch(failure!.sentence, /^No order of these calls .*give\(\) → true.*In the end: has an/s);
  const made = [...generate(owned)].flatMap(({ threads }) => threads.flat());
  assertEquals([...new Set(made)].toSorted(), ["give()", "take()"]);
});
