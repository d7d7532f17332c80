/**
 * Processes that end in order by your onShutdown(), and what comes of them.
 *
 * @module
 */

import { constants } from "node:os";
import type { ExitStatus } from "lib/sys/process.ts";
import { comesToRest } from "lib/testing/diagnosis/activity.ts";
import { contents, stat } from "lib/testing/diagnosis/proc.ts";
import { eventually, peerModule } from "lib/testing/mod.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { open, SEND, send } from "./ends.ts";
import type { CleanUp } from "./scenarios.ts";

const kata = import.meta.resolve("./signal.ts");
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** A signal that asks a process to end. */
type Asks = "SIGTERM" | "SIGINT";

/** What the scenario work() has written down. */
export const notes = (log: string) =>
  Deno.readTextFileSync(log).split("\n").filter((line) => line !== "");

/** Starts the scenario work(), and waits until it is ready. */
export async function working({ start, scratch }: TestScope, how: CleanUp, gate: string) {
  const log = await Deno.makeTempFile({ dir: scratch() });
  const worker = start(scenarios, "work", [kata, how, log, gate], {
    role: "onShutdown()",
    exits: true,
    deadline: 6000,
  });
  await eventually(() => notes(log).includes("ready") || worker.settled, "it is ready");
  return { worker, log };
}

/** Asks a process to end, and lets it clean up. Says what was surprising. */
export async function cleaningUp(
  scope: TestScope,
  signal: Asks,
  how: CleanUp,
  gate: string,
): Promise<string[]> {
  const { worker, log } = await working(scope, how, gate);
  if (!worker.settled) {
    await scope.run("sh", [...SEND, signal.slice(3), `${worker.pid}`], {}).status;
  }
  await eventually(() => notes(log).length > 1 || worker.settled, "it begins to clean up");
  if (how !== "returns nothing") await open(gate, worker.pid, worker);
  const exits = eventually(() => worker.settled, "it exits");
  const status = await exits.then(() => worker.status, () => undefined);
  const noted = notes(log).slice(1).join(", ");
  const right = status?.signal === null && status.code === 128 + constants.signals[signal] &&
    noted === "clean-up begins, clean-up ends";
  if (right) return [];
  const killed = status?.signal ? `was killed by ${status.signal}` : `exited with ${status?.code}`;
  const ended = status ? killed : "goes on";
  return [`It got ${signal}, and its clean-up ${how}. It noted "${noted}", and ${ended}.`];
}

/** Whether a process lives, and the kernel has told it of every signal that it got. */
const delivered = (pid: number) =>
  /^ShdPnd:\s*0+$/m.test(contents(`/proc/${pid}/status`)) && stat(pid)?.exits === false;

/** Asks processes to end twice, whose clean-up never ends. Says which of them did what they must not do. */
export async function asking(
  scope: TestScope,
  pairs: (readonly [Asks, Asks])[],
  gate: string,
) {
  const begunTwice: string[] = [];
  const ignored: string[] = [];
  const killed: string[] = [];
  /** Both signals are there when it looks. */
  const both = async () => {
    const { worker, log } = await working(scope, "waits at the gate", gate);
    for (const each of ["SIGSTOP", "SIGTERM", "SIGINT", "SIGCONT"] as const) send(worker, each);
    const alive = await comesToRest(worker, () => delivered(worker.pid));
    const begun = notes(log).filter((line) => line === "clean-up begins").length;
    if (begun > 1) begunTwice.push("both at the same time");
    else if (alive) ignored.push("both at the same time");
    if (!alive) await worker.status;
  };
  const simultaneous = both();
  const ends: (ExitStatus | undefined)[] = await Promise.all(pairs.map(async ([first, second]) => {
    const { worker, log } = await working(scope, "waits at the gate", gate);
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
  return { begunTwice, ignored, killed, ends };
}
