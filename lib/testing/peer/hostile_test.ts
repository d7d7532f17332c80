import { firstLines, type Result, run } from "../testdata/fixture.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";

// Their time goes by in waiting: they run side by side, once for all the tests below.
let ending: Result, leaving: Result, throwing: Result, waiting: Result;
let broken: Result, late: Result, lateProgram: Result, printing: Result, printed: Result;

Deno.test.beforeAll(async () => {
  [
    broken,
    late,
    lateProgram,
    ending,
    leaving,
    throwing,
    waiting,
    printing,
    printed,
  ] = await Promise.all([
    run(["broken.ts"], { flags: ["-A"] }),
    run(["late.ts"]),
    run(["late_program.ts"]),
    run(["ending.ts"]),
    run(["leaving.ts"]),
    run(["throwing.ts"]),
    run(["waiting.ts"]),
    run(["printing.ts"], { env: { IPC_KATAS_OUTPUT_IN_MESSAGE: "1" } }),
    run(["printing.ts"], { flags: ["-A"] }),
  ]);
});

Deno.test("a test file that is broken is told as Deno tells it", () => {
  assertEquals(broken.code, 1);
  assertMatch(broken.output, /Error: it is broken\n.*\n.*\n +at file:\/\/.*\/broken\.ts:4:7/);
});

Deno.test("a peer that ends its own process fails its test, and the failure says how it ended", () => {
  const foreign = "closed a descriptor that it does not own: the socket to its test. " +
    "Close only what is handed over, each once";
  const garbage = "wrote to a descriptor that it does not own: the socket to its test. " +
    "Write only to what is handed over";
  assertEquals(firstLines(ending), {
    "exits 0": "exits() ended its own process: it exited with code 0 before exits() returned",
    "exits 3": "exits() ended its own process: it exited with code 3 before exits() returned",
    "exits_later 0":
      "exits_later() ended its own process: it exited with code 0 after exits_later() ended",
    "exits_later 3":
      "exits_later() ended its own process: it exited with code 3 after exits_later() ended",
    "returns_and_spins": "returns_and_spins() returned, but its process did not end in 2000 ms.",
    "kills_itself SIGKILL":
      "kills_itself() ended its own process: it was killed by SIGKILL before kills_itself() returned",
    "kills_itself SIGTERM":
      "kills_itself() ended its own process: it was killed by SIGTERM before kills_itself() returned",
    "kills_itself SIGSTOP": "kills_itself() is stopped, as by SIGSTOP.",
    "kills_itself_later SIGKILL": "kills_itself_later() ended its own process: " +
      "it was killed by SIGKILL after kills_itself_later() ended",
    "kills_itself_later SIGSTOP":
      "kills_itself_later() returned, but its process did not end in 2000 ms.",
    "kills_group SIGKILL":
      "kills_group() ended its own process: it was killed by SIGKILL before kills_group() returned",
    "kills_group SIGTERM":
      "kills_group() ended its own process: it was killed by SIGTERM before kills_group() returned",
    "kills_group SIGINT":
      "kills_group() ended its own process: it was killed by SIGINT before kills_group() returned",
    "kills_group_by_libc": "kills_group_by_libc() ended its own process: " +
      "it was killed by SIGTERM before kills_group_by_libc() returned",
    "exits_as_deno": "Deno ended the process of exits_as_deno(): it exited with code 70. " +
      "Its last words tell why",
    "closes_everything": `closes_everything() ${foreign}`,
    "closes_everything_and_waits": `closes_everything_and_waits() ${foreign}`,
    "closes_socket": `closes_socket() ${foreign}`,
    "closes_socket_and_spins": `closes_socket_and_spins() ${foreign}`,
    "writes_to_socket garbage": `writes_to_socket() ${garbage}`,
    "writes_to_socket more garbage": `writes_to_socket() ${garbage}`,
  });
});

Deno.test("a peer that does not return fails its test, and the failure says what it waits for", () => {
  assertEquals(firstLines(waiting), {
    "awaits":
      "awaits() never returns: its event loop is empty, so nothing can settle what it awaits",
    "waits_with_interval":
      "waits_with_interval() is idle in its event loop: what it awaits has not happened.",
    "spins": "spins() spins, or is slow: it used the CPU for N of 200 ms, and was not done.",
    "polls": "polls() polls, or is slow: it woke up N times in 200 ms, and was not done.",
    "naps": "naps() polls, or is slow: it woke up N times in 200 ms, and was not done.",
    "returns_with_interval":
      "returns_with_interval() returned, but its process did not end in 2000 ms.",
    "awaits_child_that_writes":
      "awaits_child_that_writes() is idle in its event loop, and does not read 65536 bytes that are " +
      "in pipe:[N] (fd N): what it awaits has not happened.",
    "reads, and the test has the write end":
      "reads() waits in read(fd N) for bytes or the end of pipe:[N]; " +
      "its write end is open only in the test (fd N).",
    "reads, and has the write end itself":
      "reads() waits in read(fd N) for the end of pipe:[N], and it holds the write end itself " +
      "(fd N): the end cannot come while that copy is open.",
    "reads, and another peer has the write end":
      "reads() waits in read(fd N) for bytes or the end of pipe:[N]; " +
      "its write end is open only in cat (pid N) (fd N).",
    "reads, under another name":
      "the reader waits in read(fd N) for bytes or the end of pipe:[N]; " +
      "its write end is open only in the test (fd N).",
    "fills a pipe that the test does not read":
      "fills() waits in write(fd N) for room in pipe:[N], which is full; " +
      "its read end is open only in the test (fd N).",
    "waits for a child that reads":
      "waits_for_blocked_child() waits in waitpid for its child cat (pid N) to end.",
    "the test fails while a peer reads": "Error: the test's own error",
    "the test waits while a peer reads": "Gave up after waiting 50 ms until pigs fly",
    "the test waits for a server that reads": "Gave up after waiting 50 ms until pigs fly",
    "the test waits while it has stopped a peer": "Gave up after waiting 50 ms until pigs fly",
    "the rest of a scenario":
      "the scenario after passes_and_awaits() is idle in its event loop: what it awaits has not happened.",
    "a module that waits": "waiting() cannot be called, because its module cannot be loaded: " +
      "it awaits something that never happens",
    "a module that spins":
      "spinning() spins, or is slow: it used the CPU for N of 200 ms, and was not done.",
    "a scenario with a module that waits": "harmless() cannot be called, because its module " +
      "cannot be loaded: it awaits something that never happens",
    "the test ends while a program runs": "Left running: cat (pid N)",
  });
});

Deno.test("the failure of a peer that waits for its child also says what the child does", () => {
  assertStringIncludes(
    waiting.failed["waits for a child that reads"]!,
    "\n  cat (pid N) waits in read(fd N) for bytes or the end of pipe:[N]; " +
      "its write end is open only in the test (fd N).",
  );
  assertStringIncludes(
    waiting.failed["awaits_child_that_writes"]!,
    "\n  yes (pid N) waits in write(fd N) for room in pipe:[N], which is full; " +
      "its read end is open only in awaits_child_that_writes() (fd N).",
  );
  assertStringIncludes(
    leaving.failed["leaves_command"]!,
    "What keeps the process of leaves_command() alive: sleep (pid N) has not ended.\n" +
      "  sleep (pid N) sleeps",
  );
});

Deno.test("the failure of a test that waits says what its peers wait for meanwhile", () => {
  assertStringIncludes(
    waiting.failed["the test waits while a peer reads"]!,
    "\n\nMeanwhile, reads() waits in read(fd N) for bytes or the end of pipe:[N]; " +
      "its write end is open only in the test (fd N).",
  );
});

Deno.test("nothing is said of peers that have to wait, that are stopped, or that are beside the point", () => {
  for (
    const name of [
      "the test fails while a peer reads",
      "the test waits for a server that reads",
      "the test waits while it has stopped a peer",
    ]
  ) assertNotMatch(waiting.failed[name]!, /Meanwhile/, name);
});

Deno.test("the failure of a function that was not called yet, or has returned, says so", () => {
  assertStringIncludes(
    waiting.failed["a module that spins"]!,
    "The module of spinning() had not finished loading after 5000 ms",
  );
  assertStringIncludes(
    waiting.failed["the rest of a scenario"]!,
    "passes_and_awaits() has returned. What the test did with it afterwards was not over after 400 ms.",
  );
});

Deno.test("the failure of a peer that does not return says how long it was given", () => {
  assertMatch(waiting.failed["spins"]!, /^\n?spins\(\) did not return in 400 ms\.$/m);
});

Deno.test("the failure of a peer that returns and does not end says what it does", () => {
  const idle = "What keeps the process of returns_with_interval() alive: " +
    "nothing is left but a timer, as of setTimeout() or setInterval().";
  assertStringIncludes(waiting.failed["returns_with_interval"]!, `\n\n${idle}`);
  const spins =
    "returns_and_spins() spins, or is slow: it used the CPU for N of 200 ms, and was not done.";
  assertStringIncludes(ending.failed["returns_and_spins"]!, `\n\n${spins}`);
  const stopped = "kills_itself_later() is stopped, as by SIGSTOP.";
  assertStringIncludes(ending.failed["kills_itself_later SIGSTOP"]!, `\n\n${stopped}`);
});

Deno.test("a test that waits for what does not happen fails, and says who has not ended", () => {
  assertEquals(firstLines(lateProgram), {
    "a program of the test fills a pipe":
      "yes (pid N) waits in write(fd N) for room in pipe:[N], which is full; " +
      "its read end is open only in the test (fd N).",
  });
  assertEquals(firstLines(late), {
    "the test awaits what does not happen": "The test did not end in 12000 ms",
  });
});

Deno.test("a peer that throws, rejects or returns something odd fails its test at once", () => {
  const cannotPass = "returns() returned something that cannot be passed to the test";
  const cannotLoad = "f() cannot be called, because its module cannot be loaded";
  assertEquals(firstLines(throwing), {
    "throws string": 'throws() threw "a string", which is not an Error',
    "throws null": "throws() threw null, which is not an Error",
    "throws undefined": "throws() threw undefined, which is not an Error",
    "throws object": 'throws() threw { why: "an object" }, which is not an Error',
    "throws function": "throws() threw [Function: function], which is not an Error",
    "throws symbol": "throws() threw Symbol(sign), which is not an Error",
    "throws code": "throws() threw RangeError: too big",
    "throws empty message": "throws() threw Error without a message",
    "throws strange code": "throws() threw Error: strange",
    "throws strange message": "throws() threw Error without a message",
    "throws no stack": "throws() threw Error: bare",
    "throws evil getters": "throws() threw Error without a message",
    "throws no prototype": "throws() threw [Object: null prototype] {}, which is not an Error",
    "throws several lines": "throws() threw Error: first",
    "throws escape sequences": "throws() threw Error: bell· clear·[2J",
    "throws_system_error": "throws_system_error() threw SysError: " +
      "Cannot close fd -1: EBADF (Bad file descriptor), see man 2 close",
    "throws_deno_error": "throws_deno_error() threw NotFound: " +
      "No such file or directory (os error 2): open '/no/such/file'",
    "to_do": "To do: replace this todo() with your code",
    "to_do, which had to throw": "To do: replace this todo() with your code",
    "harmless 1,2": "harmless() returned [ 1, 2 ], although it had to throw",
    "rejects": "rejects() threw TypeError: at once",
    "rejects_later": "rejects_later() left an error that nobody caught: TypeError: late",
    "rejects_with_null_later":
      "rejects_with_null_later() left an error that nobody caught: null, which is not an Error",
    "throws_later": "throws_later() left an error that nobody caught: TypeError: late",
    "throws_in_timer_and_waits":
      "throws_in_timer_and_waits() left an error that nobody caught: TypeError: late",
    "returns function": `${cannotPass}: Error: ()=>{} could not be cloned.`,
    "returns object with a function": `${cannotPass}: Error: run () {} could not be cloned.`,
    "returns symbol": `${cannotPass}: Error: Symbol(sign) could not be cloned.`,
    "returns promise": `${cannotPass}: Error: #<Promise> could not be cloned.`,
    "returns weak map": `${cannotPass}: Error: #<WeakMap> could not be cloned.`,
    "returns shared memory": `${cannotPass}: Error: #<SharedArrayBuffer> could not be cloned.`,
    "returns evil getter": `${cannotPass}: Error: from the getter`,
    "the test awaits something else": "throws() threw RangeError: too big",
    "the test awaits another peer": "the culprit threw RangeError: too big",
    "the test fails because of the peer's failure": "throws() threw RangeError: too big",
    "the test itself throws": "Error: the test's own error",
    "the test itself throws, and its peer has left a file open": "Error: the test's own error",
    "the test itself leaves a rejection": "Error: nobody awaits this",
    "a module that does not parse":
      `${cannotLoad}: SyntaxError: Expected ',', got 'numeric literal (1, 1)'`,
    "a module that throws when it is loaded": `${cannotLoad}: RangeError: at import`,
    "a module that does not exist": `${cannotLoad}: Module not found "file:///no/such/module.ts".`,
    "a missing export": "not_there() cannot be called: hostile.ts exports no function of that name",
  });
});

Deno.test("a peer that leaves something open or running fails its test by name", () => {
  const child = "left a child behind: sleep (pid N), which still runs";
  assertEquals(firstLines(leaving), {
    "leaves_command": "leaves_command() returned, but its process did not end in 2000 ms.",
    "leaves_unreferenced_command": `leaves_unreferenced_command() ${child}`,
    "leaves_spawned": `leaves_spawned() ${child}`,
    "leaves_spawned_in_session": `leaves_spawned_in_session() ${child}`,
    "leaves_stranger": `leaves_stranger() ${child}`,
    "leaves_grandchild": `leaves_grandchild() ${child}`,
    "leaves_grandchild_with_output": `leaves_grandchild_with_output() ${child}`,
    "leaves_grandchild_in_session": "Left running: sleep (pid N)",
    "leaves_grandchild_without_environment": `leaves_grandchild_without_environment() ${child}`,
    "leaves_zombie": "leaves_zombie() left a child behind: true (pid N), which has ended, " +
      "but nobody waited for it",
    "leaves_pipe": "leaves_pipe() left 2 descriptors open:",
    "leaves_pipes 50": "leaves_pipes() left 100 descriptors open:",
    "leaves_file": "leaves_file() left a descriptor open: fd N, the file /etc/passwd",
    "leaves_listener": "leaves_listener() left a descriptor open: fd N, the TCP socket 0.0.0.0:N",
    "writes_then_hangs_with_children": "writes_then_hangs_with_children() spins, or is slow: " +
      "it used the CPU for N of 200 ms, and was not done.",
    "leaves_handed_over": "leaves_handed_over() left a descriptor open: " +
      "fd N, the read end of pipe:[N], which was handed over to it",
    "leaves_all_and_throws": "leaves_all_and_throws() threw Error: after leaving all that",
  });
  assertEquals(
    leaving.failed["leaves_pipe"],
    `leaves_pipe() left 2 descriptors open:
  fd N, the read end of pipe:[N]
  fd N, the write end of pipe:[N]`,
  );
  assertMatch(leaving.failed["leaves_pipes 50"]!, /(\n {2}fd N, .*){10}\n {2}and 90 more$/);
});

Deno.test("what a peer prints stands in its failure, in order and labelled, also when it hangs", () => {
  const role = "prints_and_hangs()";
  assertEquals(
    printing.failed["prints_and_hangs"],
    `${role} spins, or is slow: it used the CPU for N of 200 ms, and was not done.

${role} did not return in 400 ms.

It printed:

${role} │ first
${role} │ second
${role} │ third
${role} │ fourth
${role} │ a part of a line`,
  );
  const much = printing.failed["prints_much_and_throws 20000"]!;
  assertMatch(much, /^prints_much_and_throws\(\) threw Error: after all that\n/);
  assertMatch(much, /│ line 100\n.* │ … \(it prints more than 100 lines\)$/);
  const long = printing.failed["prints_without_end long"]!;
  assertMatch(long, /\n\nIt printed:\n\nprints_without_end\(\) │ (long ){60}…$/);
  const lines = printing.failed["prints_without_end line"]!;
  assertMatch(lines, /(\n.* │ line){100}\n.* │ … \(it prints more than 100 lines\)$/);
});

Deno.test("what a peer prints is shown as output of its test, in order and labelled", () => {
  const { output } = printed;
  const labelled = (role: string, lines: string[]) =>
    lines.map((line) => `${role} │ ${line}\n`).join("");
  const lines = ["first", "second", "third", "fourth", "a part of a line"];
  assertStringIncludes(output, labelled("the writer", lines));
  assertStringIncludes(output, labelled("prints_and_hangs()", lines));
  assertStringIncludes(output, labelled("prints_by_child()", ["before", "by a child", "after"]));
  assertStringIncludes(output, labelled("prints_strangely()", ["···[2J", "ok 1 - not a test"]));
  assertStringIncludes(output, "prints_much_and_throws() │ line 100\n");
  assertNotMatch(output, /line 101/);
});

Deno.test("a failure shows the learner's own line, and no other one", () => {
  const [, trace] = /^error: prints_much_and_throws\(\) .*\n((?: {4}.*\n)*)/m.exec(printed.output)!;
  assertMatch(
    trace!,
    /^ {4}at prints_much_and_throws \(file:\/\/\/.*\/testdata\/hostile\.ts:\d+:\d+\)\n$/,
  );
});

Deno.test("after a peer's failure the other tests of the file run and pass", () => {
  const runs = { ending, late, lateProgram, leaving, throwing, waiting, printing };
  for (const [name, { passed, failed, code }] of Object.entries(runs)) {
    assertEquals(code, 1, name);
    assert(Object.keys(failed).length > 0, name);
    const others = [
      ...Object.keys(failed),
      ...passed.filter((test) => !test.startsWith("after: ")),
    ];
    assertEquals(
      passed.filter((test) => test.startsWith("after: ")).sort(),
      others.map((test) => `after: ${test}`).sort(),
      name,
    );
  }
});

Deno.test("a function that behaves makes no test fail, whatever it is given, prints or returns", () => {
  const well = [throwing, leaving, printing].flatMap(({ passed }) => passed)
    .filter((name) => !name.startsWith("after: "));
  assertEquals(well, [
    "returns blob",
    "a big result",
    "results of many kinds",
    "a function that has to throw",
    "leaves_file_in_scratch",
    "closes_handed_over",
    "prints",
    "prints_strangely",
    "prints_by_child",
  ]);
});

Deno.test("nothing that a peer has started, and no temporary file, is left after the run", () => {
  const runs = { ending, late, lateProgram, leaving, throwing, waiting, printing, printed };
  for (const [name, { left }] of Object.entries(runs)) assertEquals(left, [], name);
});
