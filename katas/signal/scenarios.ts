/**
 * Programs that call your functions with what cannot be sent to another process: callbacks, children.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import { type ExitStatus } from "lib/sys/process.ts";
import { unread } from "lib/sys/fd.ts";
import { eventually } from "lib/testing/peer/eventually.ts";
import { children, descriptors, stat, target } from "lib/testing/diagnosis/proc.ts";
import type { Child, Program } from "./signal.ts";

const { statSync } = Deno; // One scenario puts something else in its place.

const load = (kata: string): Promise<typeof import("./signal.ts")> => import(kata);

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const outcome = ({ code, signal }: ExitStatus) => ({ code, signal });

const MINUTE = 60_000;

/** Waits for a signal or the end of the time, then sends itself the signal, which has to kill it. */
export async function waitThenDie(kata: string, signal: Deno.Signal, timeout?: number) {
  const { waitFor } = await load(kata);
  try {
    await waitFor(signal, { timeout });
  } catch (error) {
    if (!(error instanceof Deno.errors.TimedOut)) throw error;
  }
  return await dieOf(signal);
}

/** Receives letters, notes them, then sends itself the signal, which has to kill it. */
export async function receiveThenDie(kata: string, doorbell: Deno.Signal, mailbox: string) {
  const { receiveAll } = await load(kata);
  const letters = await receiveAll(doorbell, mailbox);
  Deno.writeTextFileSync(`${mailbox}/received`, JSON.stringify(letters));
  return await dieOf(doorbell);
}

async function dieOf(signal: Deno.Signal): Promise<string> {
  Deno.kill(Deno.pid, signal);
  await sleep(2000); // Deno does what the kernel would do by default, a moment later.
  return `alive after ${signal}`;
}

/**
 * Starts a program that says something and waits at a gate. When that has been read, it lets an hour pass,
 * opens the gate, and asks the program to end as soon as it is ready.
 */
export async function startThenStop(kata: string, program: Program, gate: string) {
  const { startReady } = await load(kata);
  const { FakeTime } = await import("@std/testing/time");
  const { waitsFor } = await import("lib/testing/diagnosis/activity.ts");
  using opened = Deno.openSync(gate, { read: true, write: true }); // never waits
  const waits = () => children(Deno.pid).some((pid) => waitsFor(pid, gate) && everythingRead(pid));
  let started = false;
  let starting: Promise<Child>;
  {
    using time = new FakeTime();
    starting = startReady(program).finally(() => started = true);
    starting.catch(() => {});
    // Your function may never read what the program says. Its own time has to go on then, too.
    for (let turn = 0; turn < 100 && !started && !waits(); turn++) await time.delay(1);
    for (let minute = 0; minute < 60 && !started; minute++) await time.tickAsync(MINUTE);
  }
  if (!started) opened.writeSync(new TextEncoder().encode("go\n"));
  const child = await starting;
  child.kill("SIGTERM");
  return outcome(await child.status);
}

/** Whether nothing of what a child wrote to its standard output is still in the pipe. */
function everythingRead(pid: number): boolean {
  const pipe = target(pid, 1);
  const own = [...descriptors(Deno.pid)].find(([, its]) => its.target === pipe);
  return !pipe?.startsWith("pipe:") || own === undefined || unread(own[0]) === 0;
}

/** Starts a program, and waits until it ends by itself. */
export async function startThenWait(kata: string, program: Program) {
  const { startReady } = await load(kata);
  return outcome(await (await startReady(program)).status);
}

/** Starts a program without your help, and reads what it says first. */
async function begin([command, ...args]: Program) {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  return { child, reader };
}

/** Stops a program that has said something. */
export async function stop(kata: string, program: Program, patience: number) {
  const { stopGracefully } = await load(kata);
  const { child, reader } = await begin(program);
  const status = await stopGracefully(child, { patience });
  await reader.cancel();
  return outcome(status);
}

/** Stops a program that needs nearly all of the patience, an hour. */
export async function stopSlowly(kata: string, program: Program, gate: string) {
  const { stopGracefully } = await load(kata);
  const { FakeTime } = await import("@std/testing/time");
  const { child, reader } = await begin(program);
  using opened = Deno.openSync(gate, { read: true, write: true });
  using time = new FakeTime();
  let stopped = false;
  const stopping = stopGracefully(child, { patience: 60 * MINUTE }).finally(() => stopped = true);
  stopping.catch(() => {});
  await Promise.race([reader.read(), stopping]); // It cleans up, or is dead.
  for (let minute = 0; minute < 59; minute++) await time.tickAsync(MINUTE);
  await time.runMicrotasks();
  opened.writeSync(new TextEncoder().encode("go\n"));
  let ended = false;
  child.status.then(() => ended = true);
  for (let turn = 0; !stopped; turn += ended ? 1 : 0) {
    if (turn === 1000) return "still waiting, a second after the child has ended";
    await time.delay(1);
    time.tick(1);
  }
  await reader.cancel();
  return outcome(await stopping);
}

/** Stops a program that is stopped already, as by Ctrl-Z. */
export async function stopStopped(kata: string, program: Program, patience: number) {
  const { stopGracefully } = await load(kata);
  const { child, reader } = await begin(program);
  child.kill("SIGSTOP");
  await eventually(() => stat(child.pid)?.state === "T", "the program is stopped");
  const status = await stopGracefully(child, { patience });
  await reader.cancel();
  return outcome(status);
}

/** Stops a program that has ended by itself. */
export async function stopEnded(kata: string, program: Program) {
  const { stopGracefully } = await load(kata);
  const [command, ...args] = program;
  const child = new Deno.Command(command, { args }).spawn();
  await child.status;
  return outcome(await stopGracefully(child, { patience: 100 }));
}

/** Stops a child that was collected long ago: its number belongs to a stranger by now. */
export async function stopStranger(kata: string, stranger: number) {
  const { stopGracefully } = await load(kata);
  const child: Child = {
    pid: stranger,
    status: Promise.resolve({ success: false, code: 3, signal: null }),
    kill() {
      throw new TypeError("Child process has already terminated"); // as Deno says it
    },
  };
  return outcome(await stopGracefully(child, { patience: 0 }));
}

/** Works until it is told to end. Its clean-up waits at a gate; it fails when there is none. */
export async function work(kata: string, log: string, gate: string) {
  const { onShutdown } = await load(kata);
  const note = (line: string) => Deno.writeTextFileSync(log, `${line}\n`, { append: true });
  onShutdown(async () => {
    note("clean-up begins");
    await Deno.readTextFile(gate); // It waits until the test opens the gate.
    note("clean-up ends");
  });
  note("ready");
  await sleep(1e9);
}

/** The same, but its clean-up fails before it has begun. */
export async function workCarelessly(kata: string, log: string) {
  const { onShutdown } = await load(kata);
  onShutdown(() => {
    throw new Error("cannot clean up");
  });
  Deno.writeTextFileSync(log, "ready\n");
  await sleep(1e9);
}

/** Has nothing more to do. */
export async function workNoMore(kata: string) {
  const { onShutdown } = await load(kata);
  onShutdown(() => console.log("nobody asked for a clean-up"));
}

/** Asks which processes run. */
export async function areRunning(kata: string, pids: number[]) {
  const { isRunning } = await load(kata);
  return pids.map((pid) => isRunning(pid));
}

/**
 * Receives letters. Whenever nobody listens, the doorbell rings, which kills the process. After SIGVTALRM,
 * somebody else listens as well, and there is a file "safe": the last ring may come late.
 */
export async function receiveUnderFire(kata: string, doorbell: Deno.Signal, mailbox: string) {
  const { receiveAll } = await load(kata);
  const { addSignalListener, removeSignalListener } = Deno;
  const begun = () => !exists(`${mailbox}/1`);
  const listeners = new Set<() => void>();
  let safe = false;
  const ring = () => {
    if (!begun() || safe) return;
    Deno.kill(Deno.pid, doorbell);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  };
  Deno.addSignalListener = (signal, handler) => {
    if (signal === doorbell && listeners.size === 0) ring();
    addSignalListener(signal, handler);
    if (signal === doorbell) listeners.add(handler);
  };
  Deno.removeSignalListener = (signal, handler) => {
    removeSignalListener(signal, handler);
    if (signal === doorbell && listeners.delete(handler) && listeners.size === 0) ring();
  };
  addSignalListener("SIGVTALRM", () => {
    safe = true;
    addSignalListener(doorbell, () => {});
    Deno.writeTextFileSync(`${mailbox}/safe`, "");
  });
  return await receiveAll(doorbell, mailbox);
}

/**
 * Receives letters. The doorbell rings once in vain before any letter is there; then there is a file "rung
 * in vain". Somebody else listens all the time: a ring that is late does no harm.
 */
export async function receiveAfterFalseAlarm(
  kata: string,
  doorbell: Deno.Signal,
  mailbox: string,
) {
  const { receiveAll } = await load(kata);
  const receiving = receiveAll(doorbell, mailbox);
  receiving.catch(() => {});
  const { promise: heard, resolve } = Promise.withResolvers<void>();
  Deno.addSignalListener(doorbell, resolve);
  Deno.kill(Deno.pid, doorbell);
  await Promise.race([heard, receiving]);
  for (let turn = 0; turn < 5; turn++) await sleep(0);
  Deno.writeTextFileSync(`${mailbox}/rung in vain`, "");
  return await receiving;
}

/**
 * Receives letters. Each time you have looked for a file, the doorbell rings before you are told what you
 * have found. If it was nothing, the next letter is there by then.
 */
export async function receiveWhileItRings(
  kata: string,
  doorbell: Deno.Signal,
  mailbox: string,
  count: number,
) {
  const { receiveAll } = await load(kata);
  let delivered = 0;
  const deliver = () => {
    if (delivered === count || exists(`${mailbox}/${delivered}`)) return;
    delivered++;
    Deno.writeTextFileSync(`${mailbox}/new`, delivered === count ? "" : `letter ${delivered}`);
    Deno.renameSync(`${mailbox}/new`, `${mailbox}/${delivered}`);
  };
  Deno.addSignalListener(doorbell, () => {}); // A ring that is late does no harm.
  const ring = async () => {
    const { promise: heard, resolve } = Promise.withResolvers<void>();
    Deno.addSignalListener(doorbell, resolve);
    const awake = setInterval(() => {}, 1e9);
    Deno.kill(Deno.pid, doorbell);
    await heard;
    await sleep(0);
    clearInterval(awake);
    Deno.removeSignalListener(doorbell, resolve);
  };
  const missed = () => {
    clearInterval(other);
    deliver();
  };
  const deno = Deno as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ["readTextFile", "readFile", "stat", "lstat", "open"]) {
    const [look, lookSync] = [deno[name]!, deno[`${name}Sync`]!];
    deno[name] = async (...args) => {
      try {
        return await look(...args);
      } catch (error) {
        missed();
        throw error;
      } finally {
        await ring();
      }
    };
    deno[`${name}Sync`] = (...args) => {
      try {
        return lookSync(...args);
      } catch (error) {
        missed();
        throw error;
      } finally {
        Deno.kill(Deno.pid, doorbell);
      }
    };
  }
  deliver();
  const other = setInterval(() => { // for who looks in another way
    deliver();
    Deno.kill(Deno.pid, doorbell);
  }, 100);
  try {
    return await receiveAll(doorbell, mailbox);
  } finally {
    clearInterval(other);
  }
}

function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}
