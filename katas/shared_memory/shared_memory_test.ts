import {
  eventually,
  expectNothing,
  peerModule,
  slowTimeout,
  supervised,
  supervisedSteps,
  timeout,
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { unread, write } from "lib/sys/fd.ts";
import { IPC_CREAT, IPC_EXCL, IPC_RMID, shmat, shmctl, shmdt, shmget } from "lib/sys/shm.ts";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { notInstalled } from "lib/testing/foreign.ts";
import { explore } from "lib/testing/interleave/mod.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { removeAllOf } from "./segments.ts";

const kata = peerModule<typeof import("./shared_memory.ts")>(
  import.meta.resolve("./shared_memory.ts"),
);
const interleavings = new URL("./interleavings.ts", import.meta.url).href;
// What these programs use to say what is wrong is in claims.ts.
const segments = peerModule<typeof import("./segments.ts")>(
  new URL("./segments.ts", import.meta.url).href,
);
const areas = peerModule<typeof import("./areas.ts")>(
  new URL("./areas.ts", import.meta.url).href,
);
const meanwhile = peerModule<typeof import("./meanwhile.ts")>(
  new URL("./meanwhile.ts", import.meta.url).href,
);
const sequences = peerModule<typeof import("./sequences.ts")>(
  new URL("./sequences.ts", import.meta.url).href,
);

/** For what does a lot, or waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;
/** A slow solution may take as long as it needs on a busy machine: explore() limits its work. */
const slow = { late: 90_000 };

/** Fails with what is wrong with segments; removes those that were made, under whatever key, also if it dies. */
async function expectNoneWrong(
  { own, start }: TestScope,
  scenario: "create" | "createTwice" | "open" | "detach" | "remove",
  keys: number[],
  role: string,
): Promise<void> {
  const peer = start(segments, scenario, [kata.url, keys], { role, deadline });
  own({ [Symbol.dispose]: () => removeAllOf(peer.pid) });
  await expectNothing(peer);
}

/** Makes a segment that goes with the last one who has it attached, and attaches it here. */
function attached({ key, own }: TestScope, size: number): number {
  const id = shmget(key(), size, IPC_CREAT | IPC_EXCL | 0o600);
  const mapping = shmat(id, size);
  shmctl(id, IPC_RMID); // Linux lets others attach it by its id as long as somebody has it.
  own({
    [Symbol.dispose]: () => mapping.memory.detached || (mapping.memory.transfer(), shmdt(mapping)),
  });
  return id;
}

Deno.test(
  "create() makes a segment of zeros, which all processes see",
  { timeout },
  supervised(async (scope) => {
    await expectNoneWrong(scope, "create", [scope.key()], "create()");
  }),
);

Deno.test(
  "create() refuses a key that is taken, and leaves that segment as it is",
  { timeout },
  supervised(async (scope) => {
    await expectNoneWrong(scope, "createTwice", [scope.key(), scope.key()], "create()");
  }),
);

Deno.test(
  "open() attaches all of a segment, whoever has made it",
  { timeout },
  supervised(async (scope) => {
    await expectNoneWrong(scope, "open", [scope.key()], "open()");
  }),
);

Deno.test(
  "detach() empties every view, and gives the memory back once, as does the end of a block",
  { timeout },
  supervised(async (scope) => {
    await expectNoneWrong(scope, "detach", [scope.key(), scope.key()], "detach()");
  }),
);

Deno.test(
  "remove() frees the key at once, and who has the segment attached goes on",
  { timeout },
  supervised(async (scope) => {
    await expectNoneWrong(scope, "remove", [scope.key(), scope.key()], "remove()");
  }),
);

const perl = notInstalled("perl");

Deno.test(
  "Segment shares its memory with a program in another language",
  { timeout },
  supervisedSteps(
    Object.keys(perl).length > 0 ? perl : { "shmread and shmwrite of perl": true },
    async ({ key, start }) => {
      const role = "Segment";
      await expectNothing(start(segments, "withPerl", [kata.url, key()], { role, deadline }));
    },
  ),
);

Deno.test(
  "mapArea() makes an area of zeros, which all processes see",
  { timeout },
  supervised(async ({ posixName, start }) => {
    const role = "mapArea()";
    await expectNothing(start(areas, "make", [kata.url, posixName()], { role, deadline }));
  }),
);

Deno.test(
  "mapArea() maps all of an area that somebody has made, as a shell, and leaves it as it is",
  { timeout },
  supervised(async ({ posixName, start }) => {
    const role = "mapArea()";
    await expectNothing(start(areas, "map", [kata.url, posixName()], { role, deadline }));
  }),
);

Deno.test(
  "mapArea() leaves nothing behind when it fails",
  { timeout },
  supervised(async ({ posixName, start }) => {
    const role = "mapArea()";
    await expectNothing(start(areas, "refuse", [kata.url, posixName()], { role, deadline }));
  }),
);

Deno.test(
  "mapArea() gives an area whose end empties every view, and takes the name of what it has made",
  { timeout },
  supervised(async ({ posixName, start }) => {
    const names = [posixName(), posixName()];
    const role = "mapArea()";
    await expectNothing(start(areas, "dispose", [kata.url, names], { role, deadline }));
  }),
);

Deno.test(
  "increment() loses nothing, whoever adds at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, interleavings, "counting", { programs: 70 });
  }, slow),
);

Deno.test(
  "increment() adds once, in whichever cell, and however often others are faster",
  { timeout },
  supervised(async ({ start }) => {
    const role = "increment()";
    await expectNothing(start(meanwhile, "additions", [kata.url], { role, deadline }));
  }),
);

Deno.test(
  "publish() keeps records of every length, whatever becomes of the list afterwards",
  { timeout },
  supervised(async ({ start }) => {
    const role = "publish() or latest()";
    await expectNothing(start(sequences, "records", [kata.url], { role, deadline }));
  }),
);

Deno.test(
  "latest() gives a whole record, whatever is published meanwhile",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, interleavings, "publishing", { programs: 110, enough: 1500 });
  }, slow),
);

Deno.test(
  "latest() changes nothing, and gives a whole record however many are published meanwhile",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const scenarios = ["readers", "earlyReaders", "overtaken"];
    await explore(start, kata, interleavings, scenarios, { preemptions: 1, random: 0 });
  }, slow),
);

Deno.test(
  "latest() never gives up, and tells 100000 records apart",
  { timeout },
  supervised(async ({ start }) => {
    const role = "latest()";
    await expectNothing(start(meanwhile, "overtaken", [kata.url], { role, deadline }));
  }),
);

Deno.test(
  "Ring is a queue with as much room as its memory has",
  { timeout },
  supervised(async ({ start }) => {
    await expectNothing(start(sequences, "rings", [kata.url], { role: "Ring", deadline }));
  }),
);

Deno.test(
  "Ring keeps its contract, whatever two threads call at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, interleavings, "ringCalls", { programs: 150, enough: 1500 });
  }, slow),
);

Deno.test(
  "Ring sleeps until it is woken, however long, and looks again when that was for no reason",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const scenarios = ["wokenInVain", "longWait"];
    await explore(start, kata, interleavings, scenarios, { preemptions: 1, random: 0 });
  }, slow),
);

Deno.test(
  "put() and take() sleep in the kernel until the other process goes on",
  { timeout },
  supervised(async (scope) => {
    const id = attached(scope, 4 * (4 + 2));
    const memory = `shared memory segment ${id}`;
    const asleep = async (peer: { pid: number; settled: boolean }, begun: number, what: string) => {
      const sleeps = () => unread(begun) > 0 && waitsFor(peer.pid, memory);
      await eventually(() => peer.settled || sleeps(), what, deadline);
    };
    const items = [1, -2, 3, 4, 5, 2 ** 31 - 1, -(2 ** 31)];
    const [go, goes] = scope.pipe();
    const [begun, told] = scope.pipe();
    const options = { inherits: [go, told], role: "put()", deadline };
    const args = [kata.url, id, items, 5, go, told] as const;
    const producer = scope.start(sequences, "putAll", [...args], options);
    await asleep(producer, begun, "put() sleeps in futex()");
    assert(!producer.settled, "The ring is full, and put() has returned.");
    const [began, tells] = scope.pipe();
    const its = { inherits: [tells], role: "take()", deadline };
    const given = [kata.url, id, items.length, tells] as const;
    const consumer = scope.start(sequences, "takeAll", [...given], its);
    await asleep(consumer, began, "take() sleeps in futex()");
    assert(!consumer.settled, "The ring is empty, and take() has returned.");
    write(goes, new Uint8Array(1));

    assertEquals(await consumer.result, items, "What came out of the ring");
    await producer.result;
  }),
);
