import { stripVTControlCharacters } from "node:util";
import { boardScreen } from "./board_screen.ts";
import { Kata } from "../../course/kata.ts";
import type { RememberedTest } from "../memory.ts";
import type { Standing } from "../standing.ts";
import { assert, assertEquals } from "@std/assert";

/** The state of a kata after a run in which some of its tests passed. */
function standing(
  name: string,
  state: Standing["state"],
  passed = 0,
  total = 0,
  chapter = "",
): Standing {
  const tests = Array.from({ length: total }, (_, i): RememberedTest => ({
    name: `test ${i}`,
    state: i < passed ? "passed" : "failed",
    ms: 1,
  }));
  const run = { key: "", complete: state !== "broken", tests };
  return { kata: new Kata("/", name, chapter), state, run: total > 0 ? run : undefined };
}

/** A course of 18 katas in 4 chapters, with long names and each state. */
const COURSE: Standing[] = [
  ["pipe", "done", "fifo", "done", "signal", "changed", "semaphore", "done", "socket", "failing"],
  [
    "shared_memory",
    "broken",
    "file_mapping",
    "not run",
    "memory_lock",
    "changed",
    "futex",
    "failing",
  ],
  [
    "message_queue",
    "failing",
    "socket_pair",
    "broken",
    "descriptor",
    "not started",
    "credentials",
    "not run",
  ],
  [
    "process_group",
    "failing",
    "session",
    "not started",
    "terminal",
    "changed",
    "event_loop",
    "not started",
    "epoll",
    "not started",
  ],
].flatMap((names, i) => {
  const chapter = ["The five", "Memory", "Messages and descriptors", "Processes"][i]!;
  return names.flatMap((name, j) => {
    if (j % 2 === 1) return [];
    const state = names[j + 1] as Standing["state"];
    const total = state.startsWith("not") ? 0 : 24;
    return [standing(name, state, state === "done" ? total : 12, total, chapter)];
  });
});

function screen(all: Standing[], width: number): string {
  return stripVTControlCharacters(boardScreen(all, width));
}

Deno.test("boardScreen() has room for eighteen katas on a screen of 24 lines and 80 columns", () => {
  assertEquals(COURSE.length, 18);
  const shown = screen(COURSE, 80);
  assertEquals(
    shown,
    `
  The five                                Messages and descriptors
  ✓ pipe           done                   ✗ message_queue  12 of 24 tests pass
  ✓ fifo           done                   ✗ socket_pair    broke off after 12
  ? signal         changed since            descriptor     not started
  ✓ semaphore      done                   ? credentials    not run yet
  ✗ socket         12 of 24 tests pass
                                          Processes
  Memory                                  ✗ process_group  12 of 24 tests pass
  ✗ shared_memory  broke off after 12       session        not started
  ? file_mapping   not run yet            ? terminal       changed since
  ? memory_lock    changed since            event_loop     not started
  ✗ futex          12 of 24 tests pass      epoll          not started

3 of 18 katas done.

Next:   deno task kata signal
`,
  );
  const lines = shown.split("\n");
  // Above it there is a line of `deno task`, below it the shell's prompt.
  assert(lines.length <= 24 - 2, `${lines.length} lines`);
  assert(lines.every((line) => line.length <= 80));
});

Deno.test("boardScreen() has one column where two do not fit", () => {
  const lines = screen(COURSE, 60).split("\n");
  assert(lines.includes("  ✗ shared_memory  12 pass, then they broke off"), lines.join("\n"));
  assert(lines.every((line) => line.length <= 60));
});

Deno.test("boardScreen() needs no chapters", () => {
  const all = [standing("sum", "done", 2, 2), standing("product", "not started")];
  assertEquals(
    screen(all, 80),
    `
  ✓ sum      done
    product  not started

1 of 2 katas done.

Read:   katas/product/README.md
Next:   deno task kata product
`,
  );
});

Deno.test("boardScreen() says less on a narrow terminal, then takes two lines", () => {
  const all = [
    standing("broken", "broken", 3, 4),
    standing("failing", "failing", 3, 4),
    standing("changed", "changed", 4, 4),
    standing("not_started", "not started"),
  ];
  const rows = (width: number) => screen(all, width).split("\n\n")[0];
  assertEquals(
    rows(80),
    `
  ✗ broken       3 pass, then they broke off
  ✗ failing      3 of 4 tests pass
  ? changed      changed since 4 of 4 passed
    not_started  not started`,
  );
  assertEquals(
    rows(34),
    `
  ✗ broken       broke off after 3
  ✗ failing      3 of 4 tests pass
  ? changed      changed since
    not_started  not started`,
  );
  assertEquals(
    rows(29),
    `
  ✗ broken
    3 pass, then they broke off
  ✗ failing      3 of 4 pass
  ? changed
    changed since 4 of 4 passed
    not_started  not started`,
  );
});

Deno.test("a course that is done says what the learner can do, and where to go on", () => {
  const screen = stripVTControlCharacters(boardScreen([standing("pipe", "done", 2, 2)], 60));
  const [, end = ""] = screen.split("That is the whole course!\n\n");
  assert(end.startsWith("You can let processes pass data by streams"), end);
  for (const words of ["Where to go on:", "Kerrisk", "Stevens", "io_uring", "6.1810", "6.5840"]) {
    assert(end.includes(words), `${words} is not in:\n${end}`);
  }
  assert(screen.split("\n").every((line) => line.length <= 60), screen);
  const open = boardScreen([standing("pipe", "failing", 1, 2)], 60);
  assert(!open.includes("Where to go on"), open);
});
