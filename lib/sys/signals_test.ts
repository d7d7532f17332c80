import { fromFileUrl } from "@std/path";
import { SysError } from "./errno.ts";
import { close, F_GETFD, fcntl, FD_CLOEXEC, pipe, read } from "./fd.ts";
import { kill, spawn, waitpid } from "./process.ts";
import { signalfd } from "./signalfd.ts";
import {
  SI_KERNEL,
  SI_QUEUE,
  SI_USER,
  signalSet,
  sigqueue,
  sigrtmax,
  sigrtmin,
} from "./sigwait.ts";
import { TFD_NONBLOCK, timerfdCreate, timerfdRead, timerfdSettime } from "./timer.ts";
import { assert, assertEquals, assertThrows } from "@std/assert";

const [SIGUSR2, SIGALRM] = [12, 14];

function codeOf(call: () => unknown): string {
  return assertThrows(call, SysError).code;
}

Deno.test("blocked signals are queued with their values, and fetched in order", () => {
  const program = fromFileUrl(import.meta.resolve("./testdata/signals.ts"));
  const [one, two] = [sigrtmin() + 1, sigrtmin() + 2];
  const [readEnd, writeEnd] = pipe();
  const args = ["run", "--allow-all", "--no-check", "--quiet", program];
  const blocked = [one, two, SIGUSR2, SIGALRM];
  const pid = spawn(Deno.execPath(), args, { 1: writeEnd }, { blocked });
  close(writeEnd);
  const buffer = new Uint8Array(4096);
  const length = read(readEnd, buffer);
  close(readEnd);
  assertEquals(waitpid(pid).code, 0);
  assertEquals(JSON.parse(new TextDecoder().decode(buffer.subarray(0, length))), [
    "EAGAIN",
    "EAGAIN",
    [SIGUSR2, SI_USER, true, true, 0],
    [one, SI_QUEUE, true, true, 9],
    [two, SI_QUEUE, true, true, 7],
    [two, SI_QUEUE, true, true, -8],
    [two, SI_QUEUE, true, 2 ** 31 - 1],
    [two, SI_QUEUE, true, -(2 ** 31)],
    "EAGAIN",
    [0, 10, 0],
    { first: 0, interval: 0 },
    [SIGALRM, SI_KERNEL, 0],
    SIGALRM,
    1,
    { first: 0, interval: 0 },
  ]);
});

Deno.test("spawn() blocks signals in the program, and no others", () => {
  const signals = [SIGUSR2, sigrtmin(), sigrtmax()];
  for (const blocked of [[], signals]) {
    const pid = spawn("sleep", ["100"], {}, { blocked });
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    const mask = BigInt(`0x${/^SigBlk:\s*(\w+)/m.exec(status)![1]}`);
    assertEquals(mask, blocked.reduce((all, it) => all | 1n << BigInt(it - 1), 0n));
    if (blocked.length > 0) { for (const signal of signals) sigqueue(pid, signal, 1); }
    kill(pid, "SIGKILL");
    assertEquals(waitpid(pid).signal, "SIGKILL");
  }
  assertEquals(codeOf(() => spawn("true", [], {}, { blocked: [65] })), "EINVAL");
});

Deno.test("a program that did not block a real-time signal dies of it", () => {
  const pid = spawn("sleep", ["100"]);
  sigqueue(pid, sigrtmin(), 1);
  assertEquals(waitpid(pid), { pid, code: 128 + sigrtmin(), signal: "SIG34" as Deno.Signal });
  assertEquals(codeOf(() => sigqueue(pid, sigrtmin(), 1)), "ESRCH");
});

Deno.test("signalSet() takes names and numbers, and no number that glibc keeps to itself", () => {
  assertEquals(signalSet(["SIGUSR2", 34]), signalSet([SIGUSR2, sigrtmin()]));
  assertEquals(signalSet([1, 64]).subarray(0, 8), new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0x80]));
  assertEquals(codeOf(() => signalSet([32])), "EINVAL");
  assertEquals(codeOf(() => signalSet([65])), "EINVAL");
});

Deno.test("a timer that is a descriptor counts how often it has been over", () => {
  const timer = timerfdCreate(TFD_NONBLOCK);
  assertEquals(codeOf(() => timerfdRead(timer)), "EAGAIN");
  for (const far of [3_600_000, 2 ** 40, 1e300, Infinity]) {
    timerfdSettime(timer, far, far);
    assertEquals(codeOf(() => timerfdRead(timer)), "EAGAIN");
  }
  const begin = performance.now();
  timerfdSettime(timer, 1e-7, 0.5);
  while (performance.now() < begin + 20);
  assert(timerfdRead(timer) >= 40);
  timerfdSettime(timer, 0, 0);
  assertEquals(codeOf(() => timerfdRead(timer)), "EAGAIN");
  assertEquals(codeOf(() => timerfdSettime(timer, -1, 0)), "EINVAL");
  close(timer);
});

Deno.test("descriptors of signals and timers are not inherited", () => {
  for (const fd of [signalfd(signalSet(["SIGUSR2"])), timerfdCreate()]) {
    assertEquals(fcntl(fd, F_GETFD), FD_CLOEXEC);
    close(fd);
  }
});
