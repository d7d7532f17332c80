/**
 * Programs that start children without your handOver(), and put them into your Children.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument. Most return
 * what is wrong, in a sentence. `ends()` puts ends into words.
 *
 * @module
 */

import { close, pipe } from "lib/sys/fd.ts";
import { libc } from "lib/sys/libc.ts";
import { kill, spawn, waitpid } from "lib/sys/process.ts";
import { Clock } from "lib/testing/clock.ts";
import { processes, stat } from "lib/testing/diagnosis/proc.ts";
import { ensure, findings } from "lib/testing/findings.ts";
import { hasReturned } from "lib/testing/peer/scenario.ts";
import { SignalListeners } from "lib/testing/signal_listeners.ts";
import { UnderWay, until, within } from "lib/testing/under_way.ts";
import { ends, isZombie, lives, load, raise } from "./means.ts";

type Kata = Awaited<ReturnType<typeof load>>;

const HOUR = 3_600_000;
const SIGTERM = 15;

/** Starts children that wait at one gate, each for its exit code. */
function waiting(count: number): { pids: number[]; open: () => void } {
  const [gate, opener] = pipe();
  const start = (code: number) =>
    spawn("sh", ["-c", `read -r line; exit ${code}`], { 0: gate }, { session: true });
  const pids = Array.from({ length: count }, (_, at) => start(at));
  close(gate);
  return { pids, open: () => close(opener) };
}

/** Collects many that end at the same time, and some of another list. */
export async function reapMany(kata: string) {
  const { Children } = await load(kata);
  return await findings(() => {
    const [some, others] = [new Children(), new Children()];
    const { pids, open } = waiting(70);
    const killed = raise("echo ready; read -r line");
    const [late, other] = [
      raise("echo ready; read -r line; exit 6"),
      raise("echo ready; read -r line; exit 5"),
    ];
    const expectRunning = (count: number, what: string) =>
      ensure(some.running === count, `${what}, and running is ${some.running}, not ${count}.`);
    expectRunning(0, "Nobody was added");
    for (const pid of [late.pid, ...pids, killed.pid]) some.add(pid); // The first one runs longest.
    others.add(other.pid);
    expectRunning(72, "72 were added");
    ensure(ends(some.reap()) === "", "reap() has collected somebody while all of them run.");
    expectRunning(72, "72 run, and reap() was called");
    open();
    kill(killed.pid, "SIGKILL");
    other.open();
    const gone = [...pids, killed.pid];
    ensure(until(() => [...gone, other.pid].every(isZombie)), "The children do not end.");
    expectRunning(72, "71 of 72 have ended, none is collected");
    const first = ends(some.reap());
    ensure(
      isZombie(other.pid),
      "reap() has collected a child that was never added here, only to other Children.",
    );
    const expected = [...pids.keys(), "SIGKILL"].map((code) => `child: ${code}`).join(", ");
    ensure(first === expected, `71 have ended, and reap() gives ${first || "nobody"}.`);
    const again = ends(some.reap());
    ensure(again === "", `reap() is called again, and gives ${again}.`);
    expectRunning(1, "71 of 72 are collected");
    const theirs = ends(others.reap());
    ensure(theirs === "child: 5", `The other Children's reap() gives ${theirs || "nobody"}.`);

    const ended = raise("echo ready; exit 9");
    ensure(until(() => isZombie(ended.pid)), "The child does not end.");
    late.open();
    ensure(until(() => isZombie(late.pid)), "The child does not end.");
    some.add(ended.pid);
    expectRunning(2, "Two have ended, one before add()");
    const last = ends(some.reap());
    ensure(last === "child: 6, child: 9", `One had ended before add(), and reap() gives ${last}.`);
    expectRunning(0, "All are collected");
    for (const { open } of [killed, ended]) open();
  });
}

/** Has children of its own that are none of yours. */
export async function reapBesideOthers(kata: string) {
  const { Children } = await load(kata);
  return await findings(async () => {
    const denos = new Deno.Command("sh", { args: ["-c", "exit 7"] }).spawn();
    denos.status.catch(() => {}); // It is awaited below.
    const [mine, yours] = [raise("echo ready; exit 8"), raise("echo ready; exit 9")];
    // This thread waits: until it goes on, Deno collects nobody.
    ensure(until(() => [denos.pid, mine.pid, yours.pid].every(isZombie)), "They do not end.");
    const children = new Children();
    children.add(yours.pid);
    const all = ends(children.reap()) + ends(children.reap());
    const left = [denos.pid, mine.pid].every(isZombie);
    ensure(left, "reap() has collected a child that was never added.");
    ensure(all === "child: 9", `A child has ended with 9, and reap() gives ${all || "nobody"}.`);
    ensure((await denos.status).code === 7, "Deno does not know how its own child has ended.");
    ensure(waitpid(mine.pid).code === 8, "The process does not know how its own child has ended.");
    for (const { open } of [mine, yours]) open();
  });
}

/** Watches which signals this process sends from now on: `kill()` of `lib/sys`, and `Deno.kill()`. */
class SignalsSent implements Disposable {
  /** In words, those that went to a number which no child of this process has. */
  readonly afterTheEnd: string[] = [];
  /** The numbers to which SIGTERM went, a negative one for a group. */
  readonly asked: number[] = [];
  readonly #kill = libc().kill;
  readonly #denoKill = Deno.kill;

  constructor() {
    Object.assign(libc(), {
      kill: (pid: number, signal: number) => {
        this.#look(pid, signal);
        return this.#kill(pid, signal);
      },
    });
    Deno.kill = (pid, signal) => {
      this.#look(pid, signal ?? "SIGTERM");
      this.#denoKill(pid, signal);
    };
  }

  #look(pid: number, signal: number | string): void {
    const number = Math.abs(pid);
    if (signal === SIGTERM || signal === "SIGTERM") this.asked.push(pid);
    if (signal === 0 || stat(number)?.parent === Deno.pid) return;
    this.afterTheEnd.push(`Signal ${signal} was sent to ${number}`);
  }

  [Symbol.dispose](): void {
    Object.assign(libc(), { kill: this.#kill });
    Deno.kill = this.#denoKill;
  }
}

/** Ends children of many kinds. */
export async function stopMany(kata: string, patience: number) {
  const { Children } = await load(kata);
  using signals = new SignalsSent();
  using listeners = new SignalListeners("SIGCHLD");
  return await findings(async () => {
    const children = new Children();
    const collected = raise("echo ready; exit 1");
    const before = raise("echo ready; exit 2");
    const polite = raise('trap "exit 3" TERM; (echo ready; exec sleep 1000) & wait');
    const plain = raise("echo ready; read -r line");
    const deaf = raise('trap "" TERM; echo ready; read -r line');
    const halted = raise('trap "" TERM; echo ready; kill -s STOP $$; read -r line');
    ensure(until(() => stat(halted.pid)?.state === "T"), "The child is not stopped.");
    ensure(until(() => isZombie(collected.pid) && isZombie(before.pid)), "They do not end.");
    children.add(collected.pid);
    children.reap();
    const added = [before, polite, plain, deaf, halted];
    const other = raise("echo ready; read -r line; exit 6");
    for (const { pid } of added) children.add(pid);
    const stopping = new UnderWay((async () => await children.stop({ patience }))());
    const stopped = await within(() => stopping.over);
    ensure(
      stopped,
      `${patience} ms are over, and stop() has not ended a child that ignores SIGTERM.`,
    );
    const all = await stopping.promise;
    const names = {
      [collected.pid]: "collected by reap()",
      [before.pid]: "ended before",
      [polite.pid]: "cleans up",
      [plain.pid]: "does not care",
      [deaf.pid]: "ignores SIGTERM",
      [halted.pid]: "is stopped",
    };
    const expected = "ended before: 2, cleans up: 3, does not care: SIGTERM, " +
      "ignores SIGTERM: SIGKILL, is stopped: SIGKILL";
    const found = ends(all, names);
    ensure(found === expected, `stop() gives: ${found || "nobody"}. Expected: ${expected}.`);
    ensure(children.running === 0, `stop() has returned, and running is ${children.running}.`);
    const late = signals.afterTheEnd[0];
    ensure(late === undefined, `${late}, whose child was collected before.`);
    const twice = signals.asked.find((pid, at) => signals.asked.indexOf(pid) < at);
    ensure(twice === undefined, `stop() has sent SIGTERM twice to ${twice}.`);
    ensure(listeners.count === 0, "stop() has left a listener of SIGCHLD.");
    const nobody = ends(await children.stop({ patience }));
    ensure(nobody === "", `All are collected, and stop() gives ${nobody}.`);
    ensure(lives(other.pid), "stop() has ended a child that was never added.");
    const next = raise("echo ready; read -r line");
    children.add(next.pid);
    const again = ends(await children.stop({ patience }));
    const what = `A child is added after stop(), and the next stop() gives: ${again || "nobody"}.`;
    ensure(again === "child: SIGTERM", what);
    await stopTwo({ Children });
    hasReturned();
    for (const { open } of [collected, other, ...added, next]) open();
    waitpid(other.pid);
  });
}

/** Stops two lists at the same time: a child of each one ends when both have begun. */
async function stopTwo({ Children }: Pick<Kata, "Children">) {
  const script = 'trap "read -r line; exit 7" TERM; (echo ready; exec sleep 1000) & wait';
  const pair = [raise(script), raise(script)];
  const both = pair.map(({ pid }) => {
    const children = new Children();
    children.add(pid);
    return new UnderWay((async () => await children.stop({ patience: HOUR }))());
  });
  for (const { open } of pair) open();
  const over = await within(() => both.every((it) => it.over));
  ensure(over, "Two Children are stopped at the same time, all have ended, and a stop() goes on.");
  const found = (await Promise.all(both.map((it) => it.promise))).map((it) => ends(it)).join("; ");
  ensure(
    found === "child: 7; child: 7",
    `Two Children are stopped at the same time, and give: ${found}.`,
  );
}

/** Ends children that have started something. */
export async function stopFamilies(kata: string, patience: number) {
  const { Children } = await load(kata);
  return await findings(async () => {
    for (
      const script of [
        "cat & echo ready; wait",
        'trap "" TERM; cat & echo ready; wait',
        "(trap '' HUP; (cat; true) & echo ready; wait); true",
      ]
    ) {
      const children = new Children();
      const { pid, open } = raise(script.replaceAll("cat", "sleep 1000"));
      children.add(pid);
      await children.stop({ patience });
      hasReturned();
      const family = () => processes().filter((it) => stat(it)?.session === pid && lives(it));
      const gone = until(() => family().length === 0);
      open();
      for (const left of gone ? [] : family()) kill(left, "SIGKILL");
      ensure(gone, "stop() has returned, and a process that a child has started goes on.");
    }
  });
}

/** Stops when nobody was added, and when the one child has ended before. */
async function stopNobody({ Children }: Pick<Kata, "Children">, { pause }: Clock) {
  const ended = raise("echo ready; exit 4");
  ensure(until(() => isZombie(ended.pid)), "The child does not end.");
  for (const [pids, what] of [[[], "Nobody was added"], [[ended.pid], "All had ended"]] as const) {
    const children = new Children();
    for (const pid of pids) children.add(pid);
    const stopping = new UnderWay((async () => await children.stop({ patience: HOUR }))());
    const over = await within(() => stopping.over, pause);
    ensure(over, `${what} before stop() was called, and it has not returned.`);
    const found = ends(await stopping.promise);
    ensure(
      found === pids.map(() => "child: 4").join(),
      `${what} before stop() was called, and it gives: ${found || "nobody"}.`,
    );
  }
  ended.open();
}

/** Lets time go by while children end. */
export async function stopPatiently(kata: string) {
  const { Children } = await load(kata);
  const clock = new Clock(); // for good: time does not go back
  return await findings(async () => {
    let rang = false;
    for (
      const [patience, words] of [[HOUR, "an hour"], [24 * HOUR, "a day"], [0, "0 ms"]] as const
    ) {
      for (const late of patience > 0 ? [false, true] : [true]) {
        const children = new Children();
        const deaf = ["5", "6"].map((code) =>
          raise(`trap "" TERM; echo ready; read -r line; exit ${code}`)
        );
        const polite = raise("echo ready; read -r line");
        const soon = () => isZombie(polite.pid) || !lives(polite.pid);
        for (const { pid } of [...deaf, polite]) children.add(pid);
        clock.rung.clear();
        setTimeout(() => rang = true, patience / 2).unref();
        const stopping = new UnderWay((async () => await children.stop({ patience }))());
        if (patience > 0) {
          ensure(await within(soon, clock.pause), "A child has not got SIGTERM.");
          await clock.pass(0.95 * patience, 40);
          const what = `${words} is the patience, and after 95 percent of it`;
          ensure(
            deaf.every(({ pid }) => lives(pid)),
            `${what} a child is gone that ignores SIGTERM.`,
          );
          ensure(!stopping.over, `${what} stop() has returned, while a child runs.`);
          ensure(rang, "A timer of the process has not gone off while stop() waits.");
          if (late) await clock.pass(0.1 * patience, 20);
          else deaf.forEach(({ open }) => open());
        }
        const over = await within(() => stopping.over, clock.pause);
        const what = late
          ? `${words} is over, and stop() has not ended both children that ignore SIGTERM.`
          : `A child has ended within ${words}, the last one, and stop() has not.`;
        ensure(over, what);
        const longest = Math.max(...clock.rung);
        ensure(
          patience > 0 || longest < 1000,
          `The patience is 0, and stop() has waited for a timer of ${longest} ms.`,
        );
        const all = await stopping.promise;
        for (const [at, { pid }] of deaf.entries()) {
          const end = all.find((it) => it.pid === pid);
          const [found, expected] = [end?.signal ?? end?.code, late ? "SIGKILL" : 5 + at];
          const what = `A child has ended with ${expected}, and stop() gives ${found}.`;
          ensure(found === expected, what);
        }
        ensure(
          clock.pending === 0,
          "stop() has returned, and a timer of it keeps the process alive.",
        );
        for (const { open } of [...deaf, polite]) open();
      }
    }
    await stopNobody({ Children }, clock);
  });
}
