import { eventually, peerModule, supervised, timeout } from "lib/testing/mod.ts";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { constants } from "node:os";
import { join } from "@std/path";
import { comesToRest } from "lib/testing/diagnosis/activity.ts";
import { children, processes, stat } from "lib/testing/diagnosis/proc.ts";
import { close, F_GETPIPE_SZ, fcntl } from "lib/sys/fd.ts";
import { kill } from "lib/sys/process.ts";
import { takesPowers, WITHOUT_POWERS } from "lib/testing/powers.ts";
import {
  assertNoSurprise,
  DELIVER,
  emptied,
  gate,
  has,
  letters,
  listening,
  mine,
  ODD_LETTERS,
  ODD_NAMES,
  put,
  QUIETLY,
  SEND,
  send,
  zombieOf,
} from "./ends.ts";
import { exists } from "./means.ts";
import {
  CLEANS_UP,
  endingAtOnce,
  IGNORES,
  OBEYS,
  shortLived,
  talkative,
  waits,
} from "./programs.ts";
import { asking, cleaningUp, notes, working } from "./shutdown.ts";
import type { Program } from "./signal.ts";

const url = import.meta.resolve("./signal.ts");
const kata = peerModule<typeof import("./signal.ts")>(url);
/** Calls of your functions with what cannot be sent to another process. */
const beside = (file: string) => new URL(file, import.meta.url).href;
const scenarios = peerModule<typeof import("./scenarios.ts")>(beside("./scenarios.ts"));
const starting = peerModule<typeof import("./starting.ts")>(beside("./starting.ts"));
const stopping = peerModule<typeof import("./stopping.ts")>(beside("./stopping.ts"));
const receiving = peerModule<typeof import("./receiving.ts")>(beside("./receiving.ts"));

/** Longer than any test, in milliseconds. */
const LONG = 60_000;

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
  "waitFor() throws TimedOut when its time is over, and removes its listener then too",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const report = join(scratch(), "report");
    const waiters = start(scenarios, "waitForDays", [url, "SIGALRM", report], {
      role: "waitFor()",
      exits: true,
      deadline: 10_000,
    });

    await eventually(() => exists(report) || waiters.settled, "days have gone by", 10_000);
    if (exists(report)) assertNoSurprise(Deno.readTextFileSync(report).split("\n").filter(Boolean));
    await listening(waiters, "SIGALRM");
    send(waiters, "SIGALRM");
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
    const starter = start(starting, "startThenStop", [url, programs, scratch()], {
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
    const programs = talkative(plenty);
    for (const i of Object.keys(programs).keys()) gate(scratch(), `${i}`);
    const starter = start(starting, "startThenStop", [url, programs, scratch()], {
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
    const programs = shortLived(path, join(scratch(), "missing"));
    const starter = start(starting, "startInVain", [url, programs, path], {
      role: "startReady(), whose program has ended,",
      deadline: 10_000,
    });

    const thrown = await starter.result;
    const expected = [
      /\b42\b/,
      /\b0\b/,
      /\b137\b/,
      /\b127\b/,
      /\b44\b/,
      /^NotFound:/,
      /^NotFound:/,
    ];
    for (const [i, name] of Object.keys(programs).entries()) {
      const message = thrown[name]!;
      const words = `The program ${name}, and startReady() gave: "${message}".`;
      assert(!/^(still waits|returned)/.test(message), words);
      const missing = name.startsWith("is ");
      assertMatch(
        message,
        expected[i]!,
        missing ? words : `${words} The message has to have the exit code.`,
      );
      assert(missing || !message.startsWith("NotFound"), `${words} The program was there.`);
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
      // When the last line is written, what comes before it was read: you have long been ready.
      `${errors}; echo ready; ${errors}; head -c ${plenty} /dev/zero && echo end >&2`,
    ];
    const starter = start(starting, "startThenWait", [url, program], {
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
    const [programs, statuses] = endingAtOnce(own);
    const starter = start(starting, "startShortLived", [url, programs, own], {
      role: "startReady(), whose program has ended since,",
      deadline: 6000,
    });
    for (const [i, { status, sameNumber, late }] of (await starter.result).entries()) {
      const { how, ...expected } = statuses[i]!;
      assertEquals({ ...status }, expected, `The program ran: ${how}`);
      assert(sameNumber, "The child's pid is not that of the program.");
      const collected = "The program was collected, and kill() has to throw TypeError.";
      assertEquals(late, "TypeError", collected);
    }
  }),
);

Deno.test(
  "stopGracefully() asks with SIGTERM, and returns as soon as the child has ended",
  { timeout },
  supervised(async ({ start }) => {
    const program: Program = ["sh", "-c", OBEYS];
    const stopper = start(stopping, "stop", [url, program, LONG], { role: "stopGracefully()" });

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
    const stopper = start(stopping, "stopForDays", [...args], {
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
    const stopper = start(stopping, "stopStopped", [url, program, LONG], {
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
    const stopper = start(stopping, "stopEnded", [url, program, stranger.pid], {
      role: "stopGracefully()",
    });

    const statuses = await stopper.result;
    const words = "One child has exited with 4, and two with 3, as stopGracefully() has to tell:";
    assertEquals(statuses.map(({ code, signal }) => signal ?? code), [4, 3, 3], words);
    await stopper.ended;
    close(writeEnd);
    const innocent = "A child's number belongs to somebody else when the child was collected.";
    assertEquals(await stranger.status, { code: 0, signal: null }, innocent);
  }),
);

Deno.test(
  "onShutdown() cleans up, and then exits with 128 plus the signal's number",
  { timeout },
  supervised(async (scope) => {
    const path = gate(scope.scratch());
    const cases = [
      ["SIGTERM", "waits at the gate"],
      ["SIGINT", "takes an hour"],
      ["SIGTERM", "returns nothing"],
    ] as const;
    const surprises = cases.map(([signal, how]) => cleaningUp(scope, url, signal, how, path));
    assertNoSurprise((await Promise.all(surprises)).flat());
  }),
);

Deno.test(
  "onShutdown() cleans up once, and exits at once on a second signal",
  { timeout },
  supervised(async (scope) => {
    const path = gate(scope.scratch()); // Nobody opens it: the clean-up never ends.
    const signals = ["SIGTERM", "SIGINT"] as const;
    const pairs = signals.flatMap((first) => signals.map((second) => [first, second] as const));
    const { begunTwice, killed, ignored, ends } = await asking(scope, url, pairs, path);
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
      const { worker, log } = await working(scope, url, how, "");
      send(worker, "SIGTERM");

      const message = `The clean-up ${how}, and the code has to be 128 + 15 all the same.`;
      assertEquals(await worker.status, { code: 128 + 15, signal: null }, message);
      const begun = `The clean-up ${how}, and it has to begin once. What was noted:`;
      assertEquals(notes(log), ["ready", "clean-up begins"], begun);
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
    // Some systems hide the processes of others, and a container those of the kernel.
    const kernel = stat(2)?.name === "kthreadd" ? 2 : Deno.pid;
    const cases: [pid: number, answer: boolean, why: string][] = [
      [gone.pid, false, "It has gone."],
      [2 ** 31 - 1, false, "No process can have this number."],
      [living.pid, true, "It lives."],
      [stopped.pid, true, "It is only stopped."],
      [renamed.pid, true, `It lives, and its name is ${JSON.stringify(name)}.`],
      [Deno.pid, true, "It lives, and it is the process that has started yours."],
      [stat(1) ? 1 : Deno.pid, true, "It is the very first process, number 1, which always runs."],
      [kernel, true, "It is number 2, a part of the kernel, which has no command line."],
    ];
    // To kill(), 0 and negative numbers are groups of processes; and it looks at 32 bits only.
    const nobodys = [0, -1, -living.pid, 2 ** 32 + living.pid];
    const pids = cases.map(([pid]) => pid);
    const asker = start(scenarios, "areRunning", [url, pids, nobodys], { role: "isRunning()" });
    const { answers, code, others } = await asker.result;
    const own = "It is a child of yours, which";
    cases.push([0, true, "It is your own process."], [0, true, `${own} is stopped.`]);
    cases.push([0, false, `${own} has ended since. Nobody has waited for it.`]);
    for (const [i, [, answer, why]] of cases.entries()) assertEquals(answers[i], answer, why);
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
    const name = "I) R\n(x";
    const { parent, zombie } = await zombieOf({ run, pipe }, name);
    const message = `It has ended, but nobody has waited for it. Its name is ${
      JSON.stringify(name)
    }.`;
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
      const asker = start(scenarios, "ask", [url, [other.pid, zombie()]], {
        role: "isRunning()",
        through: ["setpriv", ...WITHOUT_POWERS],
      });
      const [first, second] = await asker.result;
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

Deno.test(
  "receiveAll() gets every letter, if the doorbell rings for nothing or once for many",
  { timeout },
  supervised(async ({ start, run, scratch }) => {
    const mailbox = scratch();
    Deno.writeTextFileSync(join(mailbox, "1.part"), "let"); // and nobody has finished it
    const receiver = start(receiving, "receiveAfterFalseAlarm", [url, "SIGALRM", mailbox], {
      role: "receiveAll()",
      deadline: 10_000,
    });
    const report = join(mailbox, "days later");
    await eventually(
      () => exists(report) || receiver.settled,
      "days have gone by without a ring",
      10_000,
    );
    await listening(receiver, "SIGALRM");
    let first = 2;
    if (!receiver.settled) {
      const { letters, surprises } = JSON.parse(Deno.readTextFileSync(report));
      assertNoSurprise(surprises);
      first = letters + 1;
    }
    assert(
      await comesToRest(receiver) || receiver.settled,
      "receiveAll() wakes up again and again, instead of sleeping until the doorbell rings.",
    );
    send(receiver, "SIGSTOP"); // Like a process that has no time just now.
    const stopped = () => stat(receiver.pid)?.state === "T";
    await eventually(() => stopped() || receiver.settled, "the receiver is stopped");
    if (!receiver.settled) {
      await run("sh", ["-c", DELIVER, "sh", `${receiver.pid}`, mailbox, `${first}`, "50"], {})
        .status;
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
    const mailbox = join(scratch(), " 100% mine?#$HOME *\\n'\"\n ");
    Deno.mkdirSync(mailbox);
    const said = [...ODD_LETTERS, ...letters(100)];
    for (const [i, letter] of [...said, ""].entries()) put(mailbox, `${i + 1}`, letter);
    const others = [...ODD_NAMES, `${said.length + 2}`];
    for (const name of others) put(mailbox, name, "not for you");
    const report = join(scratch(), "report");
    const receiver = start(receiving, "receiveThenDie", [url, "SIGALRM", mailbox, report], {
      role: "receiveAll()",
      exits: true,
      deadline: 10_000,
    });

    await emptied(mailbox, receiver, said.length); // Nobody rings.
    assertEquals((await receiver.status).signal, "SIGALRM");
    const { letters: received, left } = JSON.parse(await Deno.readTextFile(report));
    const short = (it: string) => it.length > 20 ? `${it.length} characters` : JSON.stringify(it);
    for (const [i, letter] of said.entries()) {
      const got = i < received.length ? short(received[i]) : `${received.length} letters only`;
      const words = `Letter ${i + 1} says ${short(letter)}, and receiveAll() gave ${got}.`;
      assert(received[i] === letter, words);
    }
    assertEquals(received.length, said.length, "The last letter is empty, and is left out.");
    for (const name of others) {
      const message = name === `${said.length + 2}`
        ? "It lay behind the last letter"
        : "Other files are not for you";
      assert(has(mailbox, name), `${message}, and "${name}" is gone.`);
    }
    assert(
      left.length === 0,
      `receiveAll() returned before letter ${left[0]} was out of the mailbox.`,
    );
    const last = `${said.length + 1}`;
    assert(!has(mailbox, last), "The last letter has to be taken out of the mailbox, too.");
  }),
);

Deno.test(
  "receiveAll() listens from before the first letter until it has the last one",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const mailbox = scratch();
    put(mailbox, "1", "letter 1");
    const receiver = start(receiving, "receiveUnderFire", [url, "SIGALRM", mailbox], {
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
    const receiver = start(receiving, "receiveWhileItRings", [url, "SIGALRM", scratch(), 24], {
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
    const mailboxes = ["first", "second", "third", "fourth"].map((name) => join(scratch(), name));
    mailboxes.forEach((mailbox) => Deno.mkdirSync(mailbox));
    const args = [url, "SIGALRM", "SIGVTALRM", mailboxes] as const;
    const receiver = start(receiving, "receiveTogether", [...args], {
      role: "receiveAll()",
      deadline: 6000,
    });

    assertNoSurprise(await receiver.result);
    await receiver.ended;
  }),
);
