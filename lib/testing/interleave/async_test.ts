// deno-lint-ignore-file kata/no-sleep -- The timers are modelled: they take no time.
/** Async functions of threads: `Atomics.waitAsync()`, timers, and several tasks in one thread. */

import { explore } from "./engine.ts";
import type { Options } from "./report.ts";
import type { End, Thread } from "./scenario.ts";
import { assertEquals, assertMatch } from "@std/assert";

type Its = Thread<unknown, SharedArrayBuffer>;
type Body = (thread: Its, cells: Int32Array) => unknown;
type Look = (end: End<unknown, SharedArrayBuffer>, cells: Int32Array) => void;

/** Explores threads `A`, `B`, … over two cells, the first of which has a value. */
const run = async (value: number, bodies: Body[], check: Look = () => {}, options?: Options) =>
  (await explore(
    {
      setup: () => {
        const cells = new Int32Array(new SharedArrayBuffer(8));
        cells[0] = value;
        return cells.buffer as SharedArrayBuffer;
      },
      threads: Object.fromEntries(bodies.map((body, number) => [
        String.fromCharCode(65 + number),
        (thread: Its) => body(thread, new Int32Array(thread.shared)),
      ])),
      check: (end) => check(end, new Int32Array(end.shared)),
    },
    [],
    import.meta.url,
    options,
  ))[0];

function tryAcquire(cells: Int32Array): boolean {
  for (let free; (free = Atomics.load(cells, 0)) > 0;) {
    if (Atomics.compareExchange(cells, 0, free, free - 1) === free) return true;
  }
  return false;
}

async function acquireAsync(cells: Int32Array): Promise<void> {
  const alive = setInterval(() => {}, 2 ** 30);
  while (!tryAcquire(cells)) await Atomics.waitAsync(cells, 0, 0).value;
  clearInterval(alive);
}

function release(cells: Int32Array): void {
  Atomics.add(cells, 0, 1);
  Atomics.notify(cells, 0, 1);
}

const wake: Body = (_, cells) => release(cells);

Deno.test("a promise of waitAsync() settles when it is notified, or when its time is over", async () => {
  const waits = (milliseconds: number): Body => async (_, cells) => {
    const { async, value } = Atomics.waitAsync(cells, 0, 0, milliseconds);
    return `${async ? "later" : "at once"} ${await value}`;
  };
  const outcomes = new Set<string>();
  const report = await run(0, [waits(50), waits(0), wake], ({ results }) => {
    outcomes.add(`${results.A}, ${results.B}`);
  });
  assertEquals(report.failure, undefined);
  assertEquals([...outcomes].sort(), [
    "at once not-equal, at once not-equal",
    "at once not-equal, at once timed-out",
    "later ok, at once not-equal",
    "later ok, at once timed-out",
    "later timed-out, at once not-equal",
    "later timed-out, at once timed-out",
  ]);
});

Deno.test("an async function that looks again and again for as long as it has to is right", async () => {
  const takes: Body = (_, cells) => acquireAsync(cells);
  const report = await run(0, [takes, takes, (_, cells) => (release(cells), release(cells))]);
  assertEquals([report.failure, report.bound], [undefined, 2]);
});

Deno.test("a wake-up that is lost is found, also when a timer keeps the process alive", async () => {
  const takes: Body = (_, cells) => acquireAsync(cells);
  const silent: Body = (_, cells) => Atomics.add(cells, 0, 1);
  const { failure } = await run(0, [takes, silent]);
  assertEquals(
    [failure?.kind, failure?.sentence],
    [
      "lost wake-up",
      "Lost wake-up: A fell asleep at [0] because it was 0. It is 1 now, but nobody is left to wake A.",
    ],
  );
});

Deno.test("a permit that is free while a thread sleeps is a lost wake-up, although its cell is as before", async () => {
  const [FREE, NEWS] = [0, 1]; // Nobody tells the news.
  const takes: Body = (_, cells) => {
    while (!tryAcquire(cells)) Atomics.wait(cells, NEWS, 0);
  };
  const { failure } = await run(0, [takes, (_, cells) => Atomics.add(cells, FREE, 1)]);
  assertEquals(
    [failure?.kind, failure?.sentence],
    [
      "lost wake-up",
      "Lost wake-up: A sleeps at [1], which is 0. It would go on if it were woken, " +
      "but nobody is left to wake it.",
    ],
  );
  const nobody = await run(0, [takes, takes]);
  assertEquals(nobody.failure?.kind, "deadlock");
});

Deno.test("a thread that would come further if it were woken has lost a wake-up, although it waits again then", async () => {
  const [FREE, NEWS] = [0, 1]; // Nobody tells the news.
  const acquire = (cells: Int32Array) => {
    while (!tryAcquire(cells)) Atomics.wait(cells, NEWS, 0);
  };
  const takesTwo: Body = (thread, cells) => {
    acquire(cells);
    thread.criticalSection();
    acquire(cells);
  };
  const { failure } = await run(0, [takesTwo, (_, cells) => Atomics.add(cells, FREE, 1)]);
  assertMatch(
    failure!.sentence,
    /^Lost wake-up: A sleeps at \[1\].* It would go on if it were woken/,
  );
  // The second time, it waits with reason.
  const { failure: enough } = await run(1, [takesTwo]);
  assertEquals(enough?.kind, "deadlock");
});

Deno.test("a thread that would go wrong if it were woken is no reason to speak of a lost wake-up", async () => {
  const hasty: Body = (thread, cells) => {
    Atomics.wait(cells, 1, 0);
    thread.assert(Atomics.load(cells, 0) === 1, "nobody has woken it");
    Atomics.wait(cells, 1, 0);
  };
  const { failure } = await run(0, [hasty, hasty]);
  assertEquals(failure?.kind, "deadlock");
});

Deno.test("whoever takes a wake-up for a permit is found", async () => {
  const once: Body = async (_, cells) => {
    if (tryAcquire(cells)) return;
    await Atomics.waitAsync(cells, 0, 0).value;
    Atomics.sub(cells, 0, 1);
  };
  const inside: Body = async (thread, cells) => {
    await once(thread, cells);
    thread.criticalSection();
  };
  const faster: Body = ({ criticalSection }, cells) => {
    if (!tryAcquire(cells)) return;
    criticalSection();
    release(cells);
  };
  const { failure } = await run(0, [inside, wake, faster]);
  assertEquals(failure?.kind, "claim");
  assertMatch(failure!.table, /waitAsync \[0\] while 0 → pending.*\n.*waitAsync → ok/s);
});

Deno.test("several tasks of one thread take turns where they await, and nowhere else", async () => {
  const two: Body = async (_, cells) => {
    const events: string[] = [];
    const task = async (name: string) => {
      await acquireAsync(cells);
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push(`${name} ends`);
      release(cells);
    };
    await Promise.all([task("first"), task("second")]);
    return events.join(", ");
  };
  const { failure } = await run(1, [two], ({ assert, results }, cells) => {
    const order = "first begins, first ends, second begins, second ends";
    assert(results.A === order && cells[0] === 1, `${results.A}`);
  });
  assertEquals(failure, undefined);
});

Deno.test("timers fire in their order by the modelled clock; those that were cleared do not", async () => {
  const timers: Body = async ({ now }) => {
    const events: string[] = [];
    const start = now();
    const after = (time: number) =>
      new Promise<void>((resolve) =>
        setTimeout(
          (name: string) => {
            events.push(name);
            resolve();
          },
          time,
          `${time}`,
        )
      );
    clearTimeout(setTimeout(() => events.push("cleared"), 5));
    let ticks = 0;
    const tick = () => (ticks++, now() - start > 25_000 && clearInterval(interval));
    const interval = setInterval(tick, 10_000);
    await Promise.all([after(300), after(20), after(0), after(3_600_000)]);
    return `${events} ${ticks} ticks, ${Math.round((now() - start) / 1000)} s`;
  };
  const { failure } = await run(0, [timers], ({ assert, results }) => {
    assert(results.A === "0,20,300,3600000 3 ticks, 3600 s", results.A);
  });
  assertEquals(failure, undefined);
});

Deno.test("whoever looks every second in a timer is busy waiting", async () => {
  const polls: Body = (_, cells) =>
    new Promise<void>((resolve) => {
      const interval = setInterval(() => {
        if (!tryAcquire(cells)) return;
        clearInterval(interval);
        resolve();
      }, 1000);
    });
  const late: Body = ({ sleep }, cells) => {
    sleep(3_600_000);
    release(cells);
  };
  assertEquals((await run(0, [polls, late])).failure?.kind, "busy waiting");
});

Deno.test("a promise that nothing can settle is told, and does not hang the explorer", async () => {
  const { failure } = await run(0, [() => new Promise(() => {}), wake]);
  assertEquals(failure?.kind, "never settled");
  assertMatch(failure!.sentence, /^A never goes on: nothing is left that could settle the promise/);
});

Deno.test("a timer that only keeps the process alive is no reason to go on, however short it is", async () => {
  for (const milliseconds of [0, 1, 1000, 2 ** 30, 2 ** 31]) {
    const stays: Body = (_, cells) => {
      setInterval(() => {}, milliseconds);
      return Atomics.load(cells, 0) === 0 ? new Promise(() => {}) : undefined;
    };
    const { failure } = await run(0, [stays]);
    assertEquals(failure?.kind, "never settled", `${milliseconds} ms: ${failure?.sentence}`);
  }
});

Deno.test("an error of an async function is found, with its schedule", async () => {
  const throws: Body = async (_, cells) => {
    await acquireAsync(cells);
    throw new RangeError("too much");
  };
  const { failure } = await run(0, [throws, wake]);
  assertEquals(failure?.sentence, "A threw RangeError: too much.");
});

Deno.test("messages of a thread to itself arrive in its event loop", async () => {
  const yields: Body = async (_, cells) => {
    const { port1, port2 } = new MessageChannel();
    const events: string[] = [];
    port1.onmessage = ({ data }) => events.push(data);
    const arrived = new Promise((resolve) => port1.addEventListener("message", resolve));
    port2.postMessage("message");
    await Promise.resolve();
    events.push("microtask");
    Atomics.add(cells, 0, 1);
    await arrived;
    port1.close();
    return events.join();
  };
  const { failure } = await run(0, [yields, wake], ({ assert, results }) => {
    assert(results.A === "microtask,message", results.A);
  });
  assertEquals(failure, undefined);
});

Deno.test("a microtask that takes a step goes on later when its thread is left", async () => {
  const queues: Body = (_, cells) =>
    new Promise<void>((resolve) =>
      queueMicrotask(() => {
        Atomics.add(cells, 0, 1);
        resolve();
      })
    );
  const { failure } = await run(0, [queues, queues], ({ assert }, cells) => {
    assert(cells[0] === 2, `two have added one, and it is ${cells[0]}`);
  });
  assertEquals(failure, undefined);
});
