import { eventually, PeerError, peerModule, supervised, timeout } from "lib/testing/mod.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { constants } from "node:os";
import { join } from "@std/path";
import { comesToRest, isBlockedIn } from "lib/testing/diagnosis/activity.ts";
import { catches } from "lib/testing/diagnosis/objects/signals.ts";
import { children, descriptors, processes, stat } from "lib/testing/diagnosis/proc.ts";
import { close, F_GETPIPE_SZ, fcntl } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";
import { kill } from "lib/sys/process.ts";
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

/** Has nothing to clean up, and lives until it is told to end. */
const OBEYS = `
trap 'exit 7' TERM
echo ready
${LIVES}
`;

/** Said when a program ends of SIGTERM that would have caught it a moment later. */
const TOO_EARLY =
  "startReady() returned too early: the program got SIGTERM, and was not ready for it.";

/** Does not want to end: what a program ignores is ignored by the next one in its place, too. */
const IGNORES = "trap '' TERM; echo ready; exec sleep 1000";

type Run = Parameters<Parameters<typeof supervised>[0]>[0]["run"];

/** Makes a FIFO at which a program waits until the test opens it. */
async function gate(run: Run, folder: string): Promise<string> {
  const path = join(folder, "opened-by-the-test-later");
  await run("mkfifo", [path], {}).status;
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
  supervised(async ({ start }) => {
    const waiters = [20, 0].map((timeout) =>
      start(kata, "waitFor", ["SIGALRM", { timeout }], { throws: true })
    );
    const options = { role: "waitFor()", exits: true };
    const listener = start(scenarios, "waitThenDie", [url, "SIGALRM", 20], options);

    for (const waiter of waiters) {
      const error = await assertRejects(() => waiter.result, PeerError);
      assertStringIncludes(error.message, "TimedOut");
    }
    assertEquals((await listener.status).signal, "SIGALRM");
  }),
);

Deno.test(
  "waitFor() throws TypeError for a signal that nobody can catch",
  { timeout },
  supervised(async ({ start }) => {
    const waiters = (["SIGKILL", "SIGSTOP"] as const).map((signal) =>
      start(kata, "waitFor", [signal], { throws: true })
    );
    for (const waiter of waiters) {
      const error = await assertRejects(() => waiter.result, PeerError);
      assertStringIncludes(error.message, "TypeError");
    }
  }),
);

Deno.test(
  "startReady() waits until the program says that it is ready",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const path = await gate(run, scratch());
    // Before its trap, SIGTERM would kill it.
    const slow = `exec 3<>"$1"; echo starting; read -r go <&3; ${OBEYS}`;
    const program: Program = ["sh", "-c", slow, "sh", path];
    const starter = start(scenarios, "startThenStop", [url, program, path], {
      role: "startReady()",
    });

    assertEquals(await starter.result, { code: 7, signal: null }, TOO_EARLY);
  }),
);

Deno.test(
  "startReady() recognises the line that comes in pieces after others",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const path = await gate(run, scratch());
    // It says the letters before the line is at its end: "ready or not" would begin so, too.
    const pieces = 'exec 3<>"$1"; echo already; printf ready; read -r go <&3; ' +
      `trap "exit 7" TERM; echo; ${LIVES}`;
    const program: Program = ["sh", "-c", pieces, "sh", path];
    const starter = start(scenarios, "startThenStop", [url, program, path], {
      role: "startReady()",
    });

    assertEquals(await starter.result, { code: 7, signal: null }, TOO_EARLY);
  }),
);

Deno.test(
  "startReady() throws when the program ends before it is ready, or is missing",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const early: Program = ["sh", "-c", 'echo "not ready"; exit 42'];
    const missing: Program = [join(scratch(), "missing")];
    const starters = [
      start(scenarios, "startThenWait", [url, early], {
        role: "startReady(), whose program has ended,",
        throws: true,
      }),
      start(scenarios, "startThenWait", [url, missing], {
        role: "startReady(), whose program is missing,",
        throws: true,
      }),
    ];

    const [ended, failed] = await Promise.all(
      starters.map((starter) => assertRejects(() => starter.result, PeerError)),
    );
    assertStringIncludes(ended!.message, "42", "The message has to have the exit code.");
    assertStringIncludes(failed!.message, "NotFound");
  }),
);

Deno.test(
  "startReady() lets the program print more than a pipe holds afterwards",
  { timeout },
  supervised(async ({ start, pipe }) => {
    const plenty = 3 * fcntl(pipe()[0], F_GETPIPE_SZ) + 1024 * 1024;
    const program: Program = ["sh", "-c", `echo ready; exec head -c ${plenty} /dev/zero`];
    const starter = start(scenarios, "startThenWait", [url, program], { role: "startReady()" });

    assertEquals(await starter.result, { code: 0, signal: null });
  }),
);

Deno.test(
  "stopGracefully() asks with SIGTERM, and leaves the child the time that it may take",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const path = await gate(run, scratch());
    const program: Program = ["sh", "-c", CLEANS_UP, "sh", path];
    const stopper = start(scenarios, "stopSlowly", [url, program, path], {
      role: "stopGracefully()",
    });

    assertEquals(await stopper.result, { code: 7, signal: null });
  }),
);

Deno.test(
  "stopGracefully() sends SIGKILL when its patience is over",
  { timeout },
  supervised(async ({ start }) => {
    const program: Program = ["sh", "-c", IGNORES];
    const stopper = start(scenarios, "stop", [url, program, 50], { role: "stopGracefully()" });

    assertEquals(await stopper.result, { code: 128 + 9, signal: "SIGKILL" });
  }),
);

Deno.test(
  "stopGracefully() returns as soon as the child has ended, and leaves no timer behind",
  { timeout },
  supervised(async ({ start }) => {
    const program: Program = ["sh", "-c", OBEYS];
    const stopper = start(scenarios, "stop", [url, program, LONG], { role: "stopGracefully()" });

    assertEquals(await stopper.result, { code: 7, signal: null });
    await stopper.ended; // It would stay alive as long as there is a timer.
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

    assertEquals(await stopper.result, { code: 7, signal: null });
  }),
);

Deno.test(
  "stopGracefully() tells how a child ended before, and signals nobody",
  { timeout },
  supervised(async ({ start, run, pipe }) => {
    const options = { role: "stopGracefully()" };
    const [readEnd, writeEnd] = pipe();
    const stranger = run("cat", [], { 0: readEnd });
    const stopper = start(scenarios, "stopStranger", [url, stranger.pid], options);
    const program: Program = ["sh", "-c", "exit 4"];
    const ender = start(scenarios, "stopEnded", [url, program], options);

    assertEquals(await stopper.result, { code: 3, signal: null });
    assertEquals(await ender.result, { code: 4, signal: null });
    close(writeEnd);
    const innocent = "A child's number belongs to somebody else when the child was collected.";
    assertEquals(await stranger.status, { code: 0, signal: null }, innocent);
  }),
);

/** What the scenario work() has written down. */
const notes = (log: string) => Deno.readTextFileSync(log).split("\n").filter((line) => line !== "");

Deno.test(
  "onShutdown() cleans up, and then exits with 128 plus the signal's number",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const path = await gate(run, scratch());
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const log = await Deno.makeTempFile({ dir: scratch() });
      const options = { role: "onShutdown()", exits: true };
      const worker = start(scenarios, "work", [url, log, path], options);
      await eventually(() => notes(log).includes("ready") || worker.settled, "it is ready");
      if (!worker.settled) {
        await run("sh", [...SEND, signal.slice(3), `${worker.pid}`], {}).status;
      }
      await eventually(() => notes(log).length > 1 || worker.settled, "it begins to clean up");
      await open(path, worker.pid, worker);

      assertEquals(await worker.status, { code: 128 + constants.signals[signal], signal: null });
      assertEquals(notes(log), ["ready", "clean-up begins", "clean-up ends"]);
    }
  }),
);

Deno.test(
  "onShutdown() cleans up once, and exits at once on a second signal",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const path = await gate(run, scratch()); // Nobody opens it: the clean-up never ends.
    for (const second of ["SIGINT", "SIGTERM"] as const) {
      const log = await Deno.makeTempFile({ dir: scratch() });
      const worker = start(scenarios, "work", [url, log, path], {
        role: "onShutdown()",
        exits: true,
        deadline: 6000,
      });
      const begun = () => notes(log).filter((line) => line === "clean-up begins").length;
      await eventually(() => notes(log).includes("ready") || worker.settled, "it is ready");
      send(worker, "SIGTERM");
      await eventually(() => begun() > 0 || worker.settled, "onShutdown() begins to clean up");
      send(worker, second);
      await eventually(() => begun() > 1 || worker.settled, "the second signal ends the process");

      assertEquals(begun(), 1, "The clean-up has to begin once.");
      assertEquals(await worker.status, { code: 128 + constants.signals[second], signal: null });
    }
  }),
);

Deno.test(
  "onShutdown() exits with the same number when the clean-up fails",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const options = { role: "onShutdown()", exits: true };
    const missing = join(scratch(), "missing");
    for (const how of ["rejects", "throws"]) {
      const log = await Deno.makeTempFile({ dir: scratch() });
      const worker = how === "rejects"
        ? start(scenarios, "work", [url, log, missing], options)
        : start(scenarios, "workCarelessly", [url, log], options);
      await eventually(() => notes(log).includes("ready") || worker.settled, "it is ready");
      send(worker, "SIGTERM");

      const message = `The clean-up ${how}, and the code has to be 128 + 15 all the same.`;
      assertEquals(await worker.status, { code: 128 + 15, signal: null }, message);
    }
  }),
);

Deno.test(
  "onShutdown() lets a process end that has nothing left to do",
  { timeout },
  supervised(async ({ start }) => {
    const worker = start(scenarios, "workNoMore", [url], { role: "onShutdown()" });
    await worker.result;
    await worker.ended;
  }),
);

Deno.test(
  "isRunning() tells the living, also a stopped one, from one that has gone",
  { timeout },
  supervised(async ({ start, run, pipe }) => {
    const [readEnd, writeEnd] = pipe();
    const gone = run("true", [], {});
    const [living, stopped] = [run("cat", [], { 0: readEnd }), run("cat", [], { 0: readEnd })];
    await gone.status;
    kill(stopped.pid, "SIGSTOP");
    await eventually(() => stat(stopped.pid)?.state === "T", "cat is stopped");
    const pids = [gone.pid, living.pid, stopped.pid];
    const asker = start(scenarios, "areRunning", [url, pids], { role: "isRunning()" });
    const [first, second, third] = await asker.result;
    assertEquals(first, false, "It has gone.");
    assertEquals(second, true, "It lives.");
    assertEquals(third, true, "It is only stopped.");
    kill(stopped.pid, "SIGCONT");
    close(writeEnd);
    await Promise.all([living.status, stopped.status]);
  }),
);

Deno.test(
  "isRunning() does not take a zombie for the living",
  { timeout },
  supervised(async ({ start, run, pipe }) => {
    const [readEnd, writeEnd] = pipe();
    const name = "I) R (x"; // A program may have any name, and change it.
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
    if (Deno.uid() === 0) {
      // Root may signal everybody, unless it gives up that power.
      const nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
      const other = run("setpriv", [...nobody, "cat"], { 0: readEnd });
      await eventually(() => stat(other.pid)?.name === "cat", "somebody else's cat runs");
      const through = ["setpriv", "--bounding-set=-kill", "--inh-caps=-kill"];
      const asker = start(kata, "isRunning", [other.pid], { through });
      assertEquals(await asker.result, true, message);
      close(writeEnd);
      await other.status;
    } else {
      const other = processes().find((pid) => !mine(pid));
      if (other === undefined) console.log("(not tried: every process here is yours)");
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

/** Puts $3 letters into the mailbox $2, and rings at $1 after each one. */
const DELIVER = `
letter=1
while [ "$letter" -le "$3" ]; do
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

const has = (mailbox: string, name: string) =>
  [...Deno.readDirSync(mailbox)].some((file) => file.name === name);

const letters = (count: number) => Array.from({ length: count }, (_, i) => `letter ${i + 1}`);

/** Waits until a receiver has taken the letters out of the mailbox. */
async function emptied(mailbox: string, receiver: { settled: boolean }): Promise<void> {
  const left = () =>
    [...Deno.readDirSync(mailbox)].map(({ name }) => name).filter((name) => /^\d+$/.test(name))
      .sort((a, b) => Number(a) - Number(b));
  await eventually(() => receiver.settled || left().length === 0, () => {
    const [first] = left();
    return `receiveAll() has all letters; left in the mailbox: ${left().length}, from ${first} on`;
  }, 3000);
}

Deno.test(
  "receiveAll() gets every letter, if the doorbell rings in vain or once for many",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const mailbox = scratch();
    const receiver = start(scenarios, "receiveAfterFalseAlarm", [url, "SIGALRM", mailbox], {
      role: "receiveAll()",
      deadline: 6000,
    });
    await eventually(() => has(mailbox, "rung in vain") || receiver.settled, "the doorbell rings");
    await listening(receiver, "SIGALRM");
    assert(
      await comesToRest(receiver) || receiver.settled,
      "receiveAll() wakes up again and again, instead of sleeping until the doorbell rings.",
    );
    send(receiver, "SIGSTOP"); // Like a process that has no time just now.
    const stopped = () => stat(receiver.pid)?.state === "T";
    await eventually(() => stopped() || receiver.settled, "receiveAll() is stopped");
    assert(!receiver.settled, "receiveAll() returned before the last letter was there.");
    await run("sh", ["-c", DELIVER, "sh", `${receiver.pid}`, mailbox, "50"], {}).status;
    put(mailbox, "51", "");
    send(receiver, "SIGCONT");

    await emptied(mailbox, receiver);
    assertEquals(await receiver.result, letters(50));
  }),
);

Deno.test(
  "receiveAll() takes the letters that were there before, and removes its listener in the end",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const mailbox = scratch();
    for (const [i, letter] of [...letters(11), ""].entries()) put(mailbox, `${i + 1}`, letter);
    put(mailbox, "0.draft", "not for you");
    const receiver = start(scenarios, "receiveThenDie", [url, "SIGALRM", mailbox], {
      role: "receiveAll()",
      exits: true,
      deadline: 6000,
    });

    await emptied(mailbox, receiver); // Nobody rings.
    assertEquals((await receiver.status).signal, "SIGALRM");
    const received = await Deno.readTextFile(join(mailbox, "received"));
    assertEquals(JSON.parse(received), letters(11));
    assert(has(mailbox, "0.draft"), "Other files are not for you.");
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
    const receiver = start(scenarios, "receiveWhileItRings", [url, "SIGALRM", scratch(), 6], {
      role: "receiveAll()",
    });

    assertEquals(await receiver.result, letters(5));
  }),
);
