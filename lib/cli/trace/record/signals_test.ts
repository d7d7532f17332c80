import { readRecord } from "./calls.ts";
import { Processes } from "./processes.ts";
import { result } from "./results.ts";
import { phrase } from "./phrases.ts";
import { assertEquals } from "@std/assert";

/** What a picture says of calls, each of which stands in a line. */
function said(record: string): string[] {
  const lines = record.trim().split("\n").map((line, at) => `7 ${at}.000000 ${line} <0.000100>\n`);
  const steps = readRecord(lines.join(""));
  const processes = new Processes(steps);
  const process = processes.of(7);
  return steps.flatMap((step) => {
    if (step.kind !== "leaves") return [];
    const words = phrase(step.call, process, processes);
    if (words === undefined) return ["nothing"];
    const all = [...words.words, ...result(step.call, words, process, processes).words];
    return [all.map((it) => typeof it === "string" ? it : it.kind).join("")];
  });
}

Deno.test("signals that are queued and fetched are told with their numbers", () => {
  assertEquals(
    said(`
rt_sigqueueinfo(10017, SIGRT_4, {si_signo=SIGRT_4, si_code=SI_QUEUE, si_pid=7, si_uid=0, si_int=-7, si_ptr=0xfffffffffffffff9}) = 0
rt_sigqueueinfo(10017, SIGRT_2, {si_signo=SIGRT_2, si_code=SI_QUEUE, si_pid=7, si_uid=0, si_value={sival_int=8, sival_ptr=0x8}}) = -1 EAGAIN (Resource temporarily unavailable)
rt_sigtimedwait([RT_4], {si_signo=SIGRT_4, si_code=SI_QUEUE, si_pid=9, si_uid=0, si_int=-7, si_ptr=0xfffffffffffffff9}, NULL, 8) = 36 (SIGRT_4)
rt_sigtimedwait([USR2 RT_2], {si_signo=SIGUSR2, si_code=SI_USER, si_pid=9, si_uid=0}, {tv_sec=1, tv_nsec=500000000}, 8) = 12 (SIGUSR2)
rt_sigtimedwait([HUP ALRM RT_2 RT_3 RT_4], 0x55e57e010530, {tv_sec=0, tv_nsec=0}, 8) = -1 EAGAIN (Resource temporarily unavailable)
`),
    [
      "sigqueue(10017, SIGRTMIN+2, -7)",
      "sigqueue(10017, SIGRTMIN, 8) = EAGAIN",
      "sigtimedwait(SIGRTMIN+2) = SIGRTMIN+2 with -7",
      "sigtimedwait(SIGUSR2, SIGRTMIN, 1500 ms) = SIGUSR2",
      "sigtimedwait(SIGHUP, SIGALRM, SIGRTMIN, 2 more, 0 ms) = EAGAIN",
    ],
  );
});

Deno.test("descriptors of signals and timers are told, and how timers are set", () => {
  assertEquals(
    said(`
signalfd4(-1, [USR2 RT_4], 8, SFD_CLOEXEC) = 21<anon_inode:[signalfd]>
timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC) = 22<anon_inode:[timerfd]>
timerfd_settime(22<anon_inode:[timerfd]>, 0, {it_interval={tv_sec=0, tv_nsec=2500000}, it_value={tv_sec=0, tv_nsec=2500000}}, NULL) = 0
setitimer(ITIMER_REAL, {it_interval={tv_sec=0, tv_usec=0}, it_value={tv_sec=1, tv_usec=500}}, {it_interval={tv_sec=0, tv_usec=0}, it_value={tv_sec=0, tv_usec=0}}) = 0
alarm(10) = 3
`),
    [
      "signalfd(SIGUSR2, SIGRTMIN+2) = 21",
      "timerfd_create() = 22",
      "timerfd_settime(22<timerfd>, every 2.5 ms)",
      "setitimer(in 1000.5 ms)",
      "alarm(10 s) = 3",
    ],
  );
});
