import { PeerError, peerModule, supervised, timeout } from "../mod.ts";
import type { TestScope } from "../scope.ts";
import { explore } from "./mod.ts";
import { run } from "../testdata/fixture.ts";
import type { Options } from "./report.ts";
import { assertEquals, assertMatch, assertRejects } from "@std/assert";

const locks = peerModule(import.meta.resolve("../testdata/interleave_locks.ts"));
const scenarios = import.meta.resolve("../testdata/interleave_scenarios.ts");

const failure = (start: TestScope["start"], name: string, options?: Options) =>
  assertRejects(() => explore(start, locks, scenarios, name, options), PeerError);

const LOOKS = (test: string) =>
  `2 threads are in the critical section, where only 1 may be.

A                             B
load [0] → 0                                                1
prints taking it                                            2
                              load [0] → 0                  1
                              prints taking it              2
                              store [0] 1                   3
                              enters the critical section
store [0] 1                                                 3
enters the critical section

1  interleave_locks.ts:8  looks
2  interleave_locks.ts:13  looks › take
3  interleave_locks.ts:14  looks › take

To run only this schedule:

    IPC_KATAS_SCHEDULE=looks:1221 deno test -A lib/testing/interleave/mod_test.ts --filter "${test}"

Each digit is a step of the thread with that number; a t after it means that its time ran out.`;

Deno.test(
  "explore() shows the shortest schedule that goes wrong, with the lines of the learner's code",
  { timeout },
  supervised(async ({ start }, { name }) => {
    assertEquals((await failure(start, "looks")).message, LOOKS(name));
  }),
);

Deno.test(
  "explore() runs only one schedule when it is told so",
  { timeout },
  supervised(async ({ start }, { name }) => {
    const { message } = await failure(start, "looks", { schedule: "looks:1221" });
    assertEquals(message, LOOKS(name));
    const report = await explore(start, locks, scenarios, "looks", { schedule: "11111222222" });
    assertEquals(report, { schedules: 1, bound: -1 });
  }),
);

Deno.test(
  "explore() explores several scenarios in one process, and says which one goes wrong",
  { timeout },
  supervised(async ({ start }, { name }) => {
    const names = ["exchanges", "looks"];
    const explored = (options?: Options) => explore(start, locks, scenarios, names, options);
    const { message } = await assertRejects(() => explored(), PeerError);
    assertEquals(message, LOOKS(name));
    const again = await assertRejects(() => explored({ schedule: "looks:1221" }), PeerError);
    assertEquals(again.message, message);
  }),
);

Deno.test("explore() says what else can be wrong with a module", async () => {
  const { failed, passed } = await run(["exploring.ts"]);
  assertEquals(passed, ["more than its work"], "That is not the learner's fault.");
  assertEquals(failed["unwritten"], "To do: replace this todo() with your code");
  assertMatch(
    failed["looksOnce"]!,
    /^interleave_locks.ts spins.*\n\n.*did not return in 1000 ms.\nLook for a loop that goes on without/,
  );
  assertMatch(
    failed["takesItsOwn"]!,
    /such as a variable of their module\. Threads do not share that\.$/,
  );
  assertMatch(failed["a module that is not right"]!, /^The module cannot be loaded: .*SyntaxError/);
  assertMatch(failed["missing"]!, /Cannot explore "missing"/);
});

Deno.test("explore() fails, and blames the test, when it has to be complete and is not", async () => {
  const flags = ["-A", "--reporter=tap", "--filter", "more than"];
  const { failed } = await run(["exploring.ts"], { flags, env: { IPC_KATAS_COMPLETE: "1" } });
  assertMatch(failed["more than its work"]!, /^Not all schedules of exchanges .* test's fault/);
});
