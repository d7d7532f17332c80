import { eventually, PeerError, peerModule, supervised, timeout } from "lib/testing/mod.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { constants } from "node:os";
import { basename, dirname, join } from "@std/path";
import { comesToRest, isBlockedIn } from "lib/testing/diagnosis/activity.ts";
import { catches } from "lib/testing/diagnosis/objects/signals.ts";
import { children, contents, descriptors, processes, stat } from "lib/testing/diagnosis/proc.ts";
import { close, F_GETPIPE_SZ, fcntl } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";
import { mkfifo } from "lib/sys/fifo.ts";
import { kill } from "lib/sys/process.ts";
import { takesPowers, WITHOUT_KILL } from "lib/testing/powers.ts";
import type { TestScope } from "lib/testing/scope.ts";
import type { CleanUp } from "./scenarios.ts";
import type { Program } from "./signal.ts";

const url = import.meta.resolve("./signal.ts");
const kata = peerModule<typeof import("./signal.ts")>(url);
/** Calls of your functions with what cannot be sent to another process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** Longer than any test, in milliseconds. */
const LONG = 60_000;

/** Sends a signal, unless the process has ended: then its number may be somebody else's. */
function send({ pid, settled }: { pid: number; settled: boolean }, signal: Deno.Signal): void {
  if (!settled) kill(pid, signal);
}

/** Waits until a peer listens to a signal, and has done what it does at once. */
async function listening(
  peer: { pid: number; role: string; settled: boolean },
  signal: Deno.Signal,
): Promise<void> {
  const listens = () => {
    if (!catches(peer.pid, signal)) return false;
    // Afterwards: with nothing to wait for, it would end. Where the kernel does not tell, this is enough.
    return isBlockedIn(peer.pid, "epoll_wait") ?? true;
  };
  await eventually(() => peer.settled || listens(), `${peer.role} listens to ${signal}`);
}

/** Sends the signal $1 to the process $2. */
const SEND = ["-c", 'kill -s "$1" "$2"', "sh"];

/** In the shell: lives until a signal comes. A `read` would miss one that comes right before it waits. */
const LIVES = "while :; do sleep 0.01; done";

/** Cleans up when it gets SIGTERM: it says so, and waits at the gate $1. */
const CLEANS_UP = `
exec 3<>"$1"
trap 'echo cleaning up; read -r go <&3; exit 7' TERM
echo ready
${LIVES}
`;

/** Has nothing to clean up: SIGTERM ends it. No child of its own is left behind then. */
const OBEYS = "echo ready; exec sleep 1000";

/**
 * Does one thing, waits at the gate that it gets, and says then that it can be told to end. When it is told,
 * it makes a file beside the gate.
 */
const waits = (before: string, ready: string): Program => [
  "sh",
  "-c",
  `exec 3<>"$0"; ${before}; read -r go <&3; trap ': > "$0.told"; exit 7' TERM; ${ready}; ${LIVES}`,
];

/** Does not want to end: what a program ignores is ignored by the next one in its place, too. */
const IGNORES = "trap '' TERM; echo ready; exec sleep 1000";

/** Starts a peer whose standard error nobody sees. */
const QUIETLY = ["sh", "-c", 'exec "$@" 2> /dev/null', "sh"];

/** Fails with what surprised a scenario. */
function assertNoSurprise(surprises: string[]): void {
  assert(surprises.length === 0, surprises.join("\n"));
}

/** Makes a FIFO at which a program waits until somebody opens it. */
function gate(folder: string, name = "opened-by-the-test-later"): string {
  const path = join(folder, name);
  mkfifo(path, 0o600);
  return path;
}

/** Opens a gate for a process that waits at it, or will. */
async function open(gate: string, pid: number, peer: { settled: boolean }): Promise<void> {
  using file = await Deno.open(gate, { read: true, write: true }); // never waits
  const there = () => [...descriptors(pid).values()].some((its) => its.target === gate);
  await eventually(() => there() || peer.settled, "somebody waits at the gate");
  await file.write(new TextEncoder().encode("go\n"));
}

Deno.test(
  "waitFor() keeps its process alive until the signal comes, and no longer",
  { timeout },
  supervised(async ({ start, run }) => {
    const waiters = [
      { signal: "SIGALRM", waiter: start(kata, "waitFor", ["SIGALRM"]) },
      { signal: "SIGVTALRM", waiter: start(kata, "waitFor", ["SIGVTALRM", { timeout: LONG }]) },
    ] as const;
    for (const { signal, waiter } of waiters) {
      await listening(waiter, signal);
      assert(!waiter.settled, "waitFor() returned before there was a signal.");
      await run("sh", [...SEND, signal.slice(3), `${waiter.pid}`], {}).status;
      await waiter.result;
      await waiter.ended; // It would stay alive as long as there is a timer.
    }
  }),
);

Deno.test(
  "waitFor() removes its listener when the signal has come",
  { timeout },
  supervised(async ({ start }) => {
    const waiter = start(scenarios, "waitThenDie", [url, "SIGALRM"], {
      role: "waitFor()",
      exits: true,
    });
    await listening(waiter, "SIGALRM");
    send(waiter, "SIGALRM");

    assertEquals((await waiter.status).signal, "SIGALRM");
  }),
);

Deno.test(
  "waitFor() throws TimedOut when its time is over, and removes its listener then too",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const waiter = start(kata, "waitFor", ["SIGALRM", { timeout: 20 }], { throws: true });
    const report = join(scratch(), "report");
    const waiters = start(scenarios, "waitForDays", [url, "SIGALRM", report], {
      role: "waitFor()",
      exits: true,
      deadline: 6000,
    });

    const error = await assertRejects(() => waiter.result, PeerError);
    assertStringIncludes(error.message, "TimedOut");
    await eventually(() => exists(report) || waiters.settled, "days have gone by", 6000);
    if (exists(report)) assertNoSurprise(Deno.readTextFileSync(report).split("\n").filter(Boolean));
    assertEquals((await waiters.status).signal, "SIGALRM");
  }),
);

Deno.test(
  "waitFor() throws TypeError for a signal that nobody can catch",
  { timeout },
  supervised(async ({ start }) => {
    const waiter = start(scenarios, "waitForTheUncatchable", [url], { role: "waitFor()" });
    assertNoSurprise(await waiter.result);
    await waiter.ended;
  }),
);

Deno.test(
  "waitFor() lets several wait at the same time, and others listen",
  { timeout },
  supervised(async ({ start }) => {
    const waiters = start(scenarios, "waitTogether", [url], { role: "waitFor()" });
    assertNoSurprise(await waiters.result);
    await waiters.ended;
  }),
);

Deno.test(
  "startReady() waits until the program says that it is ready",
  { timeout },
  supervised(async ({ start, scratch }) => {
    // Before its trap, SIGTERM would kill it.
    const programs = { '"starting"': waits("echo starting", "echo ready") };
    for (const i of Object.keys(programs).keys()) gate(scratch(), `${i}`);
    const starter = start(scenarios, "startThenStop", [url, programs, scratch()], {
      role: "startReady()",
    });

    assertNoSurprise(await starter.result);
  }),
);

Deno.test(
  "startReady() recognises the line that comes in pieces after others",
  { timeout },
  supervised(async ({ start, scratch, pipe }) => {
    const plenty = 2 * fcntl(pipe()[0], F_GETPIPE_SZ) + 1024 * 1024 + 77;
    const almost = [
      "already",
      "ready in a minute",
      "not ready",
      "readyready",
      "READY",
      " ready",
      "ready ",
    ];
    const lines = `printf '%s\\n' ${almost.map((line) => `'${line}'`).join(" ")}`;
    const programs = {
      // "ready or not" would begin so, too.
      '"already", and "ready" without the end of the line': waits(
        "echo already; printf ready",
        "echo",
      ),
      '"already", and "rea"': waits("echo already; printf rea", "echo dy"),
      [`the lines ${almost.map((line) => `"${line}"`).join(", ")}`]: waits(lines, "echo ready"),
      '"ready" beside a carriage return': waits(
        "printf 'ready\\r\\n50 %%\\rready\\n'",
        "echo ready",
      ),
      '"ready" to standard error': waits("echo ready >&2", "echo ready"),
      "bytes that are no text": waits(
        "printf '\\377\\000\\303\\n\\303(\\342\\202\\nrea\\000dy\\nready\\000\\n'",
        "echo ready; printf '\\377'",
      ),
      [`a line of ${plenty} bytes, which ends in "ready"`]: waits(
        `head -c ${plenty} /dev/zero; echo ready`,
        // It comes together with others.
        "printf 'next\\nready\\nand more\\n'",
      ),
    };
    for (const i of Object.keys(programs).keys()) gate(scratch(), `${i}`);
    const starter = start(scenarios, "startThenStop", [url, programs, scratch()], {
      role: "startReady()",
      through: QUIETLY,
      deadline: 10_000,
    });

    assertNoSurprise(await starter.result);
  }),
);

Deno.test(
  "startReady() throws when the program ends before it is ready, or is missing",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const path = gate(scratch());
    // The codes are computed: they are not found among the program's words.
    const programs: Record<string, Program> = {
      "exits with 42": ["sh", "-c", 'echo "not ready"; exit $((6 * 7))'],
      "exits with 0": ["true"],
      "is killed by SIGKILL": ["sh", "-c", "kill -s KILL $$"],
      "exits with 43, while a child of its holds its output": [
        "sh",
        "-c",
        'read -r go < "$0" & exit $((6 * 7 + 1))',
        path,
      ],
      "exits with 44, while a child of its prints on": [
        "sh",
        "-c",
        'while [ ! -e "$0.end" ]; do echo tick; sleep 0.02; done & exit $((6 * 7 + 2))',
        path,
      ],
      "is missing": [join(scratch(), "missing")],
      "is not in PATH": ["no-such-program-anywhere"],
    };
    const starter = start(scenarios, "startInVain", [url, programs, path], {
      role: "startReady(), whose program has ended,",
      deadline: 10_000,
    });

    const thrown = await starter.result;
    const expected = [/\b42\b/, /\b0\b/, /\b137\b/, /\b43\b/, /\b44\b/, /^NotFound:/, /^NotFound:/];
    for (const [i, name] of Object.keys(programs).entries()) {
      const message = thrown[name]!;
      const words = `The program ${name}, and startReady() gave: "${message}".`;
      assert(!/^(still waits|returned)/.test(message), words);
      assertMatch(message, expected[i]!, `${words} The message has to have the exit code.`);
    }
  }),
);

Deno.test(
  "startReady() lets the program print more than a pipe holds afterwards",
  { timeout },
  supervised(async ({ start, pipe }) => {
    const plenty = 3 * fcntl(pipe()[0], F_GETPIPE_SZ) + 1024 * 1024;
    const errors = `head -c ${plenty} /dev/zero >&2`;
    const program: Program = [
      "sh",
      "-c",
      `${errors}; echo ready; ${errors}; head -c ${plenty} /dev/zero`,
    ];
    const starter = start(scenarios, "startThenWait", [url, program], {
      role: "startReady()",
      through: QUIETLY,
    });

    assertEquals(await starter.result, { code: 0, signal: null });
  }),
);

Deno.test(
  "startReady() gives the program's number, how it ended, and a kill() that knows when it is too late",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const own = join(scratch(), "its own number");
    const words = ["a  b", "*", "$HOME", "", "'"];
    const check = `[ "$#" = 5 ] && [ "$1$2$3$4$5" = 'a  b*$HOME'"'" ] || exit 1`;
    // Much is to be read before the line.
    const fill = 'echo $$ > "$0"; head -c 60000 /dev/zero; echo; echo ready';
    const ends = (how: string): Program => ["sh", "-c", `${check}; ${fill}; ${how}`, own, ...words];
    for (
      const [how, status] of [
        ["exit 5", { code: 5, signal: null }],
        ["kill -s TERM $$", { code: 143, signal: "SIGTERM" }],
      ] as const
    ) {
      const starter = start(scenarios, "startShortLived", [url, ends(how), own], {
        role: "startReady(), whose program has ended since,",
        deadline: 6000,
      });
      const { status: actual, sameNumber, late } = await starter.result;
      assertEquals({ ...actual }, { ...status }, `The program ran: ${how}`);
      assert(sameNumber, "The child's pid is not that of the program.");
      assertEquals(
        late,
        "TypeError",
        "The program was collected, and kill() has to throw TypeError.",
      );
    }
  }),
);

Deno.test(
  "stopGracefully() asks with SIGTERM, and returns as soon as the child has ended",
  { timeout },
  supervised(async ({ start }) => {
    const program: Program = ["sh", "-c", OBEYS];
    const stopper = start(scenarios, "stop", [url, program, LONG], { role: "stopGracefully()" });

    assertEquals(await stopper.result, { code: 143, signal: "SIGTERM" });
    await stopper.ended; // It would stay alive as long as there is a timer.
  }),
);

Deno.test(
  "stopGracefully() sends SIGKILL when its patience is over, and not before",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const gates = ["own-time", "no-limit"].map((name) => gate(scratch(), name));
    const [obeys, ignores, cleansUp] = [OBEYS, IGNORES, CLEANS_UP]
      .map((script): Program => ["sh", "-c", script, "sh"]);
    const args = [url, obeys!, ignores!, cleansUp!, gates] as const;
    const stopper = start(scenarios, "stopForDays", [...args], {
      role: "stopGracefully()",
      deadline: 10_000,
    });

    assertNoSurprise(await stopper.result);
  }),
);

Deno.test(
  "stopGracefully() lets a stopped child go on, so that it can clean up",
  { timeout },
  supervised(async ({ start }) => {
    const program: Program = ["sh", "-c", OBEYS];
    const stopper = start(scenarios, "stopStopped", [url, program, LONG], {
      role: "stopGracefully()",
    });

    assertEquals(await stopper.result, { code: 143, signal: "SIGTERM" });
  }),
);

Deno.test(
  "stopGracefully() tells how a child ended before, and signals nobody",
  { timeout },
  supervised(async ({ start, run, pipe }) => {
    const [readEnd, writeEnd] = pipe();
    const stranger = run("cat", [], { 0: readEnd });
    const program: Program = ["sh", "-c", "exit 4"];
    const stopper = start(scenarios, "stopEnded", [url, program, stranger.pid], {
      role: "stopGracefully()",
    });

    const statuses = await stopper.result;
    assertEquals(statuses.map(({ code, signal }) => signal ?? code), [4, 3, 3]);
    await stopper.ended;
    close(writeEnd);
    const innocent = "A child's number belongs to somebody else when the child was collected.";
    assertEquals(await stranger.status, { code: 0, signal: null }, innocent);
  }),
);

/** What the scenario work() has written down. */
const notes = (log: string) => Deno.readTextFileSync(log).split("\n").filter((line) => line !== "");

/** Starts the scenario work(), and waits until it is ready. */
async function working({ start, scratch }: TestScope, how: CleanUp, gate: string) {
  const log = await Deno.makeTempFile({ dir: scratch() });
  const worker = start(scenarios, "work", [url, how, log, gate], {
    role: "onShutdown()",
    exits: true,
    deadline: 6000,
  });
  await eventually(() => notes(log).includes("ready") || worker.settled, "it is ready");
  return { worker, log };
}

Deno.test(
  "onShutdown() cleans up, and then exits with 128 plus the signal's number",
  { timeout },
  supervised(async (scope) => {
    const { run, scratch } = scope;
    const path = gate(scratch());
    const cases = [
      ["SIGTERM", "waits at the gate"],
      ["SIGINT", "takes an hour"],
      ["SIGTERM", "returns nothing"],
    ] as const;
    const surprises = await Promise.all(cases.map(async ([signal, how]) => {
      const { worker, log } = await working(scope, how, path);
      if (!worker.settled) {
        await run("sh", [...SEND, signal.slice(3), `${worker.pid}`], {}).status;
      }
      await eventually(() => notes(log).length > 1 || worker.settled, "it begins to clean up");
      if (how !== "returns nothing") await open(path, worker.pid, worker);
      const exits = eventually(() => worker.settled, "it exits");
      const status = await exits.then(() => worker.status, () => undefined);
      const noted = notes(log).slice(1).join(", ");
      const right = status?.signal === null && status.code === 128 + constants.signals[signal] &&
        noted === "clean-up begins, clean-up ends";
      if (right) return [];
      const killed = status?.signal
        ? `was killed by ${status.signal}`
        : `exited with ${status?.code}`;
      const ended = status ? killed : "goes on";
      return [`It got ${signal}, and its clean-up ${how}. It noted "${noted}", and ${ended}.`];
    }));
    assertNoSurprise(surprises.flat());
  }),
);

/** Whether a process lives, and the kernel has told it of every signal that it got. */
const delivered = (pid: number) =>
  /^ShdPnd:\s*0+$/m.test(contents(`/proc/${pid}/status`)) && stat(pid)?.exits === false;

Deno.test(
  "onShutdown() cleans up once, and exits at once on a second signal",
  { timeout },
  supervised(async (scope) => {
    const path = gate(scope.scratch()); // Nobody opens it: the clean-up never ends.
    const signals = ["SIGTERM", "SIGINT"] as const;
    const pairs = signals.flatMap((first) => signals.map((second) => [first, second] as const));
    const begunTwice: string[] = [];
    const ignored: string[] = [];
    const killed: string[] = [];
    /** Both signals are there when it looks. */
    const both = async () => {
      const { worker, log } = await working(scope, "waits at the gate", path);
      for (const each of ["SIGSTOP", ...signals, "SIGCONT"] as const) send(worker, each);
      const alive = await comesToRest(worker, () => delivered(worker.pid));
      const begun = notes(log).filter((line) => line === "clean-up begins").length;
      if (begun > 1) begunTwice.push("both at the same time");
      else if (alive) ignored.push("both at the same time");
      if (!alive) await worker.status;
    };
    const simultaneous = both();
    const ends = await Promise.all(pairs.map(async ([first, second]) => {
      const { worker, log } = await working(scope, "waits at the gate", path);
      const begun = () => notes(log).filter((line) => line === "clean-up begins").length;
      send(worker, first);
      await eventually(() => begun() > 0 || worker.settled, "onShutdown() begins to clean up");
      send(worker, second);
      const alive = await comesToRest(worker, () => delivered(worker.pid));
      const pair = `${second} after ${first}`;
      if (begun() > 1) begunTwice.push(pair);
      else if (alive) ignored.push(pair);
      const status = alive ? undefined : await worker.status;
      if (begun() === 1 && status?.signal === second) killed.push(pair);
      return status;
    }));
    await simultaneous;
    const began = begunTwice.sort().join(", ");
    assertEquals(began, "", "The clean-up has to begin once. It began again for these:");
    assert(
      killed.length === 0,
      `The second signal killed the process, which had to exit by itself: ${
        killed.sort().join(", ")
      }`,
    );
    assert(
      ignored.length === 0,
      `These did not end the process at once: ${ignored.sort().join(", ")}`,
    );
    for (const [i, [first, second]] of pairs.entries()) {
      const status = { code: 128 + constants.signals[second], signal: null };
      assertEquals(ends[i], status, `${second} came after ${first}.`);
    }
  }),
);

Deno.test(
  "onShutdown() exits with the same number when the clean-up fails",
  { timeout },
  supervised(async (scope) => {
    await Promise.all((["rejects", "throws"] as const).map(async (how) => {
      const { worker } = await working(scope, how, "");
      send(worker, "SIGTERM");

      const message = `The clean-up ${how}, and the code has to be 128 + 15 all the same.`;
      assertEquals(await worker.status, { code: 128 + 15, signal: null }, message);
    }));
  }),
);

Deno.test(
  "onShutdown() lets a process end that has nothing left to do",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const log = join(scratch(), "log");
    const worker = start(scenarios, "workNoMore", [url, log], { role: "onShutdown()" });
    const listensTo = await worker.result;
    await worker.ended;
    const others = `You listen to ${listensTo.join()}, too. Other signals are to do what they did.`;
    assert(listensTo.length === 0, others);
    assert(!exists(log), "Nobody asked for a clean-up, and yet it has begun.");
  }),
);

Deno.test(
  "isRunning() tells the living, also a stopped one, from one that has gone",
  { timeout },
  supervised(async ({ start, run, pipe }) => {
    const [readEnd, writeEnd] = pipe();
    const gone = run("true", [], {});
    const [living, stopped] = [run("cat", [], { 0: readEnd }), run("cat", [], { 0: readEnd })];
    const name = "\nState: Z) Z \ufffd"; // A program may have any name, and change it: 0xFF is no text.
    const script = "printf '\\nState: Z) Z \\377' > /proc/self/comm; read -r end";
    const renamed = run("sh", ["-c", script], { 0: readEnd });
    await gone.status;
    kill(stopped.pid, "SIGSTOP");
    await eventually(() => stat(stopped.pid)?.state === "T", "cat is stopped");
    await eventually(() => stat(renamed.pid)?.name === name, "sh has its new name");
    const pids = [gone.pid, 2 ** 31 - 1, living.pid, stopped.pid, renamed.pid, Deno.pid];
    // To kill(), 0 and negative numbers are groups of processes; and it looks at 32 bits only.
    const nobodys = [0, -1, -living.pid, 2 ** 32 + living.pid];
    const asker = start(scenarios, "areRunning", [url, pids, nobodys], { role: "isRunning()" });
    const { answers, code, others } = await asker.result;
    assertEquals(answers[0], false, "It has gone.");
    assertEquals(answers[1], false, "No process can have this number.");
    assertEquals(answers[2], true, "It lives.");
    assertEquals(answers[3], true, "It is only stopped.");
    assertEquals(answers[4], true, `It lives, and its name is ${JSON.stringify(name)}.`);
    assertEquals(answers[5], true, "It lives, and it is the process that has started yours.");
    assertEquals(answers[6], true, "It is your own process.");
    assertEquals(answers[7], true, "It is a child of yours, which is stopped.");
    const ended =
      "It is a child of yours: it ran before, and has ended since. Nobody has waited for it.";
    assertEquals(answers[8], false, ended);
    for (const [i, number] of nobodys.entries()) {
      assertEquals(others[i], false, `No process has the number ${number}.`);
    }
    assertEquals(code, 9, "Your child's end was collected by isRunning(), which may only look.");
    assertEquals(
      stat(stopped.pid)?.state,
      "T",
      "It was stopped. Now it goes on, because you asked.",
    );
    kill(stopped.pid, "SIGCONT");
    close(writeEnd);
    await Promise.all([living.status, stopped.status, renamed.status]);
  }),
);

Deno.test(
  "isRunning() does not take a zombie for the living",
  { timeout },
  supervised(async ({ start, run, pipe }) => {
    const [readEnd, writeEnd] = pipe();
    const name = "I) R (x";
    const script = '{ printf %s "$1" > /proc/self/comm; read -r end <&3; } & wait';
    const parent = run("sh", ["-c", script, "sh", name], { 3: readEnd });
    const child = () => children(parent.pid).find((pid) => stat(pid)?.name === name) ?? 0;
    await eventually(() => child() > 0, "sh has started its child");
    const zombie = child();
    kill(parent.pid, "SIGSTOP"); // It cannot wait for its child as long as it is stopped.
    await eventually(() => stat(parent.pid)?.state === "T", "sh is stopped");
    close(writeEnd);
    close(readEnd);
    await eventually(() => stat(zombie)?.state === "Z", "the child has ended");

    const message = "It has ended, but nobody has waited for it.";
    assertEquals(await start(kata, "isRunning", [zombie]).result, false, message);
    kill(parent.pid, "SIGCONT");
    await parent.status;
  }),
);

Deno.test(
  "isRunning() knows of a process that it may not signal",
  { timeout },
  supervised(async ({ start, run, pipe }) => {
    const [readEnd, writeEnd] = pipe();
    const message = "The process is somebody else's, and yet it runs.";
    if (takesPowers()) {
      // Root may signal everybody, unless it gives up that power.
      const nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
      const script = "(exit 3) & exec cat"; // cat does not wait for it.
      const other = run("setpriv", [...nobody, "sh", "-c", script], { 0: readEnd });
      const zombie = () => children(other.pid).find((pid) => stat(pid)?.state === "Z") ?? 0;
      await eventually(
        () => stat(other.pid)?.name === "cat" && zombie() > 0,
        "somebody else's cat runs, and has a zombie",
      );
      const through = ["setpriv", ...WITHOUT_KILL];
      const askers = [other.pid, zombie()].map((pid) =>
        start(kata, "isRunning", [pid], { through })
      );
      const [first, second] = await Promise.all(askers.map((asker) => asker.result));
      assertEquals(first, true, message);
      assertEquals(
        second,
        false,
        "The process was somebody else's, and has ended: it is a zombie.",
      );
      close(writeEnd);
      await other.status;
    } else {
      const other = processes().find((pid) => !mine(pid) && stat(pid) !== undefined);
      if (other === undefined) console.log("(not tried: every process that you can see is yours)");
      const asker = start(kata, "isRunning", [other ?? Deno.pid]);
      assertEquals(await asker.result, true, message);
    }
  }),
);

/** Whether this process may signal another one. */
function mine(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof SysError && error.code === "EPERM");
  }
}

/** Puts the letters from $3 to $4 into the mailbox $2, and rings at $1 after each one. */
const DELIVER = `
letter=$3
while [ "$letter" -le "$4" ]; do
  printf 'letter %s' "$letter" > "$2/$letter"
  kill -s ALRM "$1"
  letter=$((letter + 1))
done
`;

/** Puts a letter into a mailbox: nobody ever sees a part of it. */
function put(mailbox: string, name: string, letter: string): void {
  Deno.writeTextFileSync(join(mailbox, "new"), letter);
  Deno.renameSync(join(mailbox, "new"), join(mailbox, name));
}

const exists = (path: string) => has(dirname(path), basename(path));

const has = (mailbox: string, name: string) =>
  [...Deno.readDirSync(mailbox)].some((file) => file.name === name);

const letters = (count: number) => Array.from({ length: count }, (_, i) => `letter ${i + 1}`);

/** Waits until a receiver has taken the letters out of the mailbox. */
async function emptied(mailbox: string, receiver: { settled: boolean }, last = 1e9): Promise<void> {
  const left = () =>
    [...Deno.readDirSync(mailbox)].map(({ name }) => Number(/^[1-9]\d*$/.exec(name) ?? NaN))
      .filter((number) => number <= last).sort((a, b) => a - b);
  await eventually(() => receiver.settled || left().length === 0, () => {
    const [first] = left();
    return `receiveAll() has all letters; left in the mailbox: ${left().length}, from ${first} on`;
  }, 3000);
}

Deno.test(
  "receiveAll() gets every letter, if the doorbell rings for nothing or once for many",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const mailbox = scratch();
    Deno.writeTextFileSync(join(mailbox, "1.part"), "let"); // and nobody has finished it
    const receiver = start(scenarios, "receiveAfterFalseAlarm", [url, "SIGALRM", mailbox], {
      role: "receiveAll()",
      deadline: 10_000,
    });
    const waited = () => has(mailbox, "after an hour") || receiver.settled;
    await eventually(waited, "an hour has gone by without a ring");
    await listening(receiver, "SIGALRM");
    if (!receiver.settled) {
      const surprises = Deno.readTextFileSync(join(mailbox, "after an hour"));
      assertNoSurprise(surprises.split("\n").filter(Boolean));
    }
    assert(
      await comesToRest(receiver) || receiver.settled,
      "receiveAll() wakes up again and again, instead of sleeping until the doorbell rings.",
    );
    send(receiver, "SIGSTOP"); // Like a process that has no time just now.
    const stopped = () => stat(receiver.pid)?.state === "T";
    await eventually(() => stopped() || receiver.settled, "the receiver is stopped");
    if (!receiver.settled) {
      await run("sh", ["-c", DELIVER, "sh", `${receiver.pid}`, mailbox, "2", "50"], {}).status;
      send(receiver, "SIGCONT");
    }
    await emptied(mailbox, receiver);
    put(mailbox, "51", "");
    send(receiver, "SIGALRM");

    assertEquals(await receiver.result, letters(50));
  }),
);

Deno.test(
  "receiveAll() takes the letters that were there before, and removes its listener in the end",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const mailbox = join(scratch(), "100% mine?#$HOME *");
    Deno.mkdirSync(mailbox);
    const said = ["two\nlines\n", "\n", "  ", "0", "€ 😀\r\n", "x".repeat(300_000), ...letters(5)];
    for (const [i, letter] of [...said, ""].entries()) put(mailbox, `${i + 1}`, letter);
    const others = ["0", "2.part", "03", "4~", ".5.swp", "+6", "1e0", "draft", "13"];
    for (const name of others) put(mailbox, name, "not for you");
    const report = join(scratch(), "report");
    const receiver = start(scenarios, "receiveThenDie", [url, "SIGALRM", mailbox, report], {
      role: "receiveAll()",
      exits: true,
      deadline: 6000,
    });

    await emptied(mailbox, receiver, said.length); // Nobody rings.
    assertEquals((await receiver.status).signal, "SIGALRM");
    const received: string[] = JSON.parse(await Deno.readTextFile(report));
    for (const [i, letter] of said.entries()) {
      const [wanted, got] = [letter, `${received[i]}`].map((it) =>
        it.length > 20 ? `${it.length} characters` : JSON.stringify(it)
      );
      assert(
        received[i] === letter,
        `Letter ${i + 1} says ${wanted}, and receiveAll() gave ${got}.`,
      );
    }
    assertEquals(received.length, said.length, "The last letter is empty, and is left out.");
    for (const name of others) {
      const message = name === "13"
        ? "It lay behind the last letter"
        : "Other files are not for you";
      assert(has(mailbox, name), `${message}, and "${name}" is gone.`);
    }
    assert(!has(mailbox, "12"), "The last letter has to be taken out of the mailbox, too.");
  }),
);

Deno.test(
  "receiveAll() listens from before the first letter until it has the last one",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const mailbox = scratch();
    put(mailbox, "1", "letter 1");
    const receiver = start(scenarios, "receiveUnderFire", [url, "SIGALRM", mailbox], {
      role: "receiveAll()",
      deadline: 6000,
    });
    await emptied(mailbox, receiver);
    for (const letter of [2, 3, 4]) {
      await listening(receiver, "SIGALRM");
      if (receiver.settled) break;
      if (letter === 4) {
        send(receiver, "SIGVTALRM"); // A ring may be late from now on.
        await eventually(() => has(mailbox, "safe") || receiver.settled, "somebody else listens");
      }
      put(mailbox, `${letter}`, letter === 4 ? "" : `letter ${letter}`);
      send(receiver, "SIGALRM");
      await emptied(mailbox, receiver);
    }

    assertEquals(await receiver.result, letters(3));
  }),
);

Deno.test(
  "receiveAll() misses no letter when the doorbell rings while it looks",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const receiver = start(scenarios, "receiveWhileItRings", [url, "SIGALRM", scratch(), 24], {
      role: "receiveAll()",
      deadline: 10_000,
    });

    const received = await receiver.result;
    assert(typeof received !== "string", `${received}`);
    assertEquals(received, letters(23));
  }),
);

Deno.test(
  "receiveAll() may run several times, side by side, and throws when there is no folder",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const mailboxes = ["first", "second", "third"].map((name) => join(scratch(), name));
    mailboxes.forEach((mailbox) => Deno.mkdirSync(mailbox));
    const receiver = start(scenarios, "receiveTogether", [url, "SIGALRM", mailboxes], {
      role: "receiveAll()",
      deadline: 6000,
    });

    assertNoSurprise(await receiver.result);
    await receiver.ended;
  }),
);
