/**
 * Programs that call your functions in other processes.
 *
 * Each one gets the URL of your module as its first argument.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import {
  close,
  F_GETFL,
  F_SETFL,
  fcntl,
  type Fd,
  O_ASYNC,
  O_NONBLOCK,
  read,
  write,
} from "lib/sys/fd.ts";
import { ensure, type Finding, findings } from "lib/testing/findings.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { isOpen } from "lib/testing/descriptors.ts";
import { TellingCalls } from "lib/testing/told_calls.ts";
import type { Ready } from "./multiplexing.ts";

const load = (kata: string): Promise<typeof import("./multiplexing.ts")> => import(kata);

/** No process has so many. */
const NOT_OPEN = 9999;

/** Asks about descriptors in many states. Says what is wrong. */
export async function lookAtAll(kata: string): Promise<Finding> {
  const { waitForAny } = await load(kata);
  const { endsInManyStates } = await import("./ends.ts");
  const ends = endsInManyStates();
  return await findings(async () => {
    const fds = ends.map(({ fd }) => fd);
    const expected = ends.filter(({ ended }) => ended !== undefined) as Ready[];
    for (const { what, fd, ended } of ends) {
      const found = await outcome(() => waitForAny([fd], 0));
      ensure(
        "result" in found,
        `${what}: waitForAny() threw ${"error" in found && `${found.error} (${found.message})`}`,
      );
      const [ready, ...more] = found.result;
      ensure(more.length === 0, `${what}: it is named ${1 + more.length} times`);
      const named = (it: boolean | undefined) =>
        it === undefined ? "not named" : `named with ended: ${it}`;
      ensure(ready === undefined || ready.fd === fd, `${what}: it is named as fd ${ready?.fd}`);
      const wrong = `${what}: it is ${named(ready?.ended)}, and has to be ${named(ended)}`;
      ensure(ready?.ended === ended, wrong);
    }
    for (const list of [fds, fds.toReversed(), []]) {
      const given = [...list];
      for (const round of ["first", "second"]) {
        const all = await waitForAny(given, 0);
        const right = list.flatMap((it) => expected.filter(({ fd }) => fd === it));
        const what = `Of ${list.length} descriptors, the ${round} time`;
        const count = `waitForAny() names ${all.length || "none"}, not ${right.length}`;
        ensure(all.length === right.length, `${what}: ${count}`);
        for (const [at, { fd, ended }] of right.entries()) {
          const found = `waitForAny() names fd ${all[at]!.fd}, ended: ${all[at]!.ended}`;
          const wrong = `${what}: at place ${at + 1}, ${found}, not fd ${fd}, ended: ${ended}`;
          ensure(all[at]!.fd === fd && all[at]!.ended === ended, wrong);
        }
        ensure(`${given}` === `${list}`, `${what}: the array with the descriptors was changed`);
      }
    }
    for (const { what, fd, others } of ends) {
      if (what.endsWith("that was broken off")) {
        const found = await outcome(() => read(fd, new Uint8Array(1)));
        const left = "error" in found && found.error.includes("ECONNRESET");
        ensure(left, `${what}: waitForAny() has taken its ECONNRESET, which read() has to tell`);
      }
      for (const it of [fd, ...others]) close(it);
    }
  });
}

/** Waits for descriptors, one call after the other, and closes them all in the end. */
export async function waitEach(kata: string, calls: [fds: Fd[], ms: number][], told?: Fd) {
  const { waitForAny } = await load(kata);
  using telling = new TellingCalls(told);
  const outcomes: Outcome<Ready[]>[] = [];
  const times: number[] = [];
  for (const [fds, ms] of calls) {
    // Whoever gives up some day does it in a moment.
    using _ = telling.hurry(ms === Infinity);
    const begin = performance.now();
    outcomes.push(await telling.outcome(() => waitForAny(fds, ms)));
    times.push(performance.now() - begin);
  }
  for (const fd of new Set(calls.flatMap(([fds]) => fds))) if (isOpen(fd)) close(fd);
  return { outcomes, times };
}

/** Reads what is there, in many states. Says what is wrong. */
export async function drainEach(kata: string): Promise<Finding> {
  const { drain } = await load(kata);
  const { endsWithBytes } = await import("./ends.ts");
  const { sameBytes } = await import("lib/testing/views.ts");
  const kept: [what: string, bytes: Uint8Array, sent: Uint8Array][] = [];
  return await findings(async () => {
    for (const { what, fd, sent, ended, close } of endsWithBytes()) {
      const found = await outcome(() => drain(fd));
      ensure(
        "result" in found,
        `${what}: drain() threw ${"error" in found && `${found.error} (${found.message})`}`,
      );
      const { bytes, ended: end } = found.result;
      const length = bytes?.length;
      ensure(length === sent.length, `${what}: drain() gives ${length} bytes, not ${sent.length}`);
      ensure(sameBytes(bytes, sent), `${what}: drain() gives other bytes than were sent`);
      ensure(end === ended, `${what}: drain() gives ended: ${end}`);
      kept.push([what, bytes, sent]);
      ensure(isOpen(fd), `${what}: drain() closed the descriptor, which has to stay open`);
      const again = await drain(fd);
      const second = `${again.bytes.length} bytes and ended: ${again.ended}`;
      ensure(
        second === `0 bytes and ended: ${ended}`,
        `${what}: the second time, it gives ${second}`,
      );
      close();
    }
    for (const [what, bytes, sent] of kept) {
      ensure(sameBytes(bytes, sent), `${what}: a later call of drain() changed these bytes`);
    }
  });
}

/** Drains open files with and without O_NONBLOCK. Says whose flags have changed. */
export async function drainShared(kata: string): Promise<Finding> {
  const { drain } = await load(kata);
  const { endsWithBytes, brokenOff } = await import("./ends.ts");
  const ends = [...endsWithBytes([0, 5]), ...brokenOff()];
  return await findings(async () => {
    for (const { what, fd, close } of ends) {
      for (const flag of [0, O_NONBLOCK, O_ASYNC]) { // No signal comes: nobody owns the open file.
        const before = fcntl(fd, F_GETFL) & ~(O_NONBLOCK | O_ASYNC) | flag;
        fcntl(fd, F_SETFL, before);
        await outcome(() => drain(fd));
        const name = flag === O_ASYNC ? "with O_ASYNC" : `${flag ? "with" : "without"} O_NONBLOCK`;
        ensure(fcntl(fd, F_GETFL) === before, `${what}, ${name}: drain() left other flags behind`);
      }
      close();
    }
  });
}

/** Drains connections that were broken off when bytes had come. Says what is wrong. */
async function drainBeforeReset(drain: Awaited<ReturnType<typeof load>>["drain"]) {
  const { brokenOff } = await import("./ends.ts");
  const { sameBytes } = await import("lib/testing/views.ts");
  return await findings(async () => {
    for (const { what, fd, sent, close } of brokenOff(40_000)) {
      const found = await outcome(() => drain(fd));
      const name = `${what} when bytes had come`;
      ensure(
        "result" in found,
        `${name}: drain() threw ${"error" in found && `${found.error} (${found.message})`}`,
      );
      const { bytes, ended } = found.result;
      ensure(sameBytes(bytes, sent), `${name}: drain() gives ${bytes?.length} other bytes`);
      ensure(ended === true, `${name}: drain() gives ended: ${ended}`);
      close();
    }
  });
}

/** Drains what cannot be read. */
export async function drainBroken(kata: string) {
  const { drain } = await load(kata);
  const { brokenOff } = await import("./ends.ts");
  const wrong = await drainBeforeReset(drain);
  const found: [what: string, Outcome<unknown>, open: boolean][] = [];
  for (const { what, fd, close } of brokenOff()) {
    const ended = await outcome(() => drain(fd));
    found.push([what, ended, isOpen(fd)]);
    close();
  }
  return { wrong, found, notOpen: await outcome(() => drain(NOT_OPEN)) };
}

/** What the test tells a scenario by SIGUSR2: to take the next step. */
function steps(): Disposable & { next: () => Promise<void> } {
  let [sent, taken, go] = [0, 0, () => {}];
  const listener = () => {
    sent++;
    go();
  };
  Deno.addSignalListener("SIGUSR2", listener);
  const alive = setInterval(() => {}, 60_000); // Waiting for a signal does not keep a process alive.
  return {
    next: async () => {
      if (sent === taken) await new Promise<void>((resolve) => go = resolve);
      taken++;
    },
    [Symbol.dispose]: () => {
      clearInterval(alive);
      Deno.removeSignalListener("SIGUSR2", listener);
    },
  };
}

/**
 * Collects what comes on connections. At the first step, the first one is let go of, and at the second all
 * others; then the first one is listened to again, up to the third step.
 */
export async function collect(kata: string, fds: Fd[], told: Fd) {
  const { onData } = await load(kata);
  const { Clock } = await import("lib/testing/clock.ts");
  using next = steps();
  const clock = new Clock();
  const bytes: Uint8Array[][] = fds.map(() => []);
  const listenTo = (fd: Fd, at: number) => onData(fd, (it) => void bytes[at]!.push(it));
  const ends = fds.map(listenTo);
  await clock.pause(30); // Whoever begins a moment later has begun by then.
  const timers = await clock.pass(3_600_000);
  clock[Symbol.dispose]();
  write(told, new Uint8Array(1));
  await next.next();
  ends.shift()!();
  write(told, new Uint8Array(1));
  await next.next();
  ends.forEach((end) => end());
  const before = bytes[0]!.length;
  const end = listenTo(fds[0]!, 0);
  write(told, new Uint8Array(1));
  await next.next();
  end();
  const open = fds.map(isOpen);
  for (const fd of [...fds, told]) if (isOpen(fd)) close(fd);
  return { bytes, before, timers, open };
}

/** Lets go of connections, and has bytes come, at the worst moments. Says what is wrong. */
export async function collectInBetween(kata: string): Promise<Finding> {
  const { onData } = await load(kata);
  const { socketpair } = await import("lib/sys/fd.ts");
  const { eventually } = await import("lib/testing/peer/eventually.ts");
  const sees = async (condition: () => boolean, otherwise: () => string) => {
    await eventually(condition, "").catch(() => ensure(false, otherwise()));
  };
  using _ = steps(); // It keeps the process alive.
  let signals = 0;
  return await findings(async () => {
    // A byte comes at the last moment before it listens to the signal, which would end this process.
    const [early, first] = socketpair();
    const { addSignalListener } = Deno;
    let [written, got] = [0, 0];
    Deno.addSignalListener = (signal, listener) => {
      if (signal === "SIGIO") written += write(first, new Uint8Array(1));
      addSignalListener(signal, listener);
    };
    const endEarly = onData(early, ({ length }) => void (got += length));
    Deno.addSignalListener = addSignalListener;
    const lost = () =>
      `it has read ${got} of ${written} bytes that came before it listened to SIGIO`;
    await sees(() => got === written, () => `onData() does not hear of all bytes: ${lost()}`);
    endEarly();
    for (const fd of [early, first]) close(fd);
    Deno.addSignalListener("SIGIO", () => void signals++); // It stays: a signal may come late.

    // Bytes come while handle() runs, at the first call of all.
    const [growing, more] = socketpair();
    let [grown, calls] = [0, 0];
    write(more, new Uint8Array(1));
    const endGrowing = onData(growing, ({ length }) => {
      grown += length;
      if (calls++ < 3) write(more, new Uint8Array(10));
    });
    await sees(() => grown > 0, () => "onData() has not read what was there before");
    const missing = () => `it has read ${grown} of 31 bytes that came while handle() was called`;
    await sees(() => grown === 31, () => `onData() does not hear of all bytes: ${missing()}`);
    signals = 0;
    write(more, new Uint8Array(1));
    await sees(() => grown === 32, () => "onData() does not read what comes next");
    await sees(() => signals > 0, () => "onData() reads what comes, and no SIGIO has been sent");

    // handle() ends it, and much is there.
    const [ending, much] = socketpair();
    let after = 0;
    const endItself = onData(ending, () => {
      after++;
      endItself();
    });
    write(much, new Uint8Array(100_000));
    await sees(() => after > 0, () => "onData() does not read what comes on a second connection");

    // It is ended at once.
    const [short, here] = socketpair();
    write(here, new Uint8Array(5));
    let late = 0;
    const endShort = onData(short, () => void late++);
    endShort();
    const before = late;

    // Two have bytes at the same time, and whichever comes first ends the other one.
    const rivals = [socketpair(), socketpair()];
    const winners: number[] = [];
    const endRivals = rivals.map(([fd], at) =>
      onData(fd, () => {
        winners.push(at);
        endRivals[1 - at]!();
      })
    );
    for (const [, there] of rivals) write(there, new Uint8Array(1));
    await sees(() => winners.length > 0, () => "onData() does not read what comes on a third one");

    const last = grown;
    for (const there of [much, here, more]) write(there, new Uint8Array(1));
    await sees(() => grown > last, () => "onData() does not read what comes on another connection");
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    const ended = "handle() was called again, after the function that ends this had been called";
    ensure(after === 1, `${ended} in handle() itself`);
    ensure(late === before, `${ended} right after onData()`);
    const other =
      "handle() was called, although handle() of another connection had ended that before";
    ensure(winners.length === 1, other);
    endRivals[winners[0]!]!();
    endGrowing();
    for (const fd of [...rivals.flat(), growing, more, ending, much, short, here]) close(fd);
  });
}

/** Serves at one listener after the other, each time until it is stopped. */
export async function serve(kata: string, servers: [listener: Fd, stop: Fd][], limit: number) {
  const { serveLines } = await load(kata);
  const { answerTo } = await import("./answers.ts");
  const { sameBytes } = await import("lib/testing/views.ts");
  Deno.addSignalListener("SIGUSR2", () => {}); // It stays: a signal may come late.
  const lines: [line: Uint8Array, before: Uint8Array][] = [];
  let count = 0;
  const answer = (line: Uint8Array<ArrayBuffer>) => {
    count++;
    if (lines.length < 1000) lines.push([line, line.slice()]);
    return answerTo(line);
  };
  const { hurrySleeps } = await import("lib/testing/sleeps.ts");
  // Whoever hangs up on clients that are silent for minutes does it as soon as there is one.
  using _ = hurrySleeps(() => count > 0, 600_000);
  const ended: Outcome<void>[] = [];
  for (const [listener, stop] of servers) {
    ended.push(await outcome(() => serveLines(listener, stop, answer, { limit })));
  }
  const changed = lines.filter(([line, before]) => !sameBytes(line, before)).length;
  return { ended, changed, count };
}
