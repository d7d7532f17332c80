/**
 * The words for what is done with signals that wait, and with timers: `man 3 sigqueue`, `man 2 sigtimedwait`,
 * `man 2 signalfd`, `man 2 timerfd_create`.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import { handleOf } from "./descriptors.ts";
import type { Processes } from "./processes.ts";
import type { Phrase, Result } from "./rows.ts";
import { descriptor, field } from "./syntax.ts";
import type { Process } from "./world.ts";

/** What the calls are called in libc. */
const NAMES: Record<string, string> = {
  rt_sigqueueinfo: "sigqueue",
  rt_sigtimedwait: "sigtimedwait",
  signalfd4: "signalfd",
};

/** How many signals of a set are shown. */
const MANY = 4;

/**
 * Puts a call about signals that wait, or about a timer, into words, when it begins.
 *
 * @returns The words; nothing for another call.
 */
export function signalPhrase(
  { name, args }: Call,
  process: Process,
  processes: Processes,
): Phrase | undefined {
  const call = NAMES[name] ?? name;
  const plain = (...words: string[]): Phrase => ({
    call,
    words: [`${call}(${words.join(", ")})`],
    objects: [],
  });
  const [first = "", second = "", third = "", fourth = ""] = args;
  switch (name) {
    case "rt_sigqueueinfo": {
      const target = processes.find(Number(first))?.name ?? first;
      const words = [`${call}(${target}, ${signalName(second)}, `, valueOf(third) ?? "", ")"];
      return { call, words, objects: [] };
    }
    case "rt_sigtimedwait":
      return plain(...signalNames(first), ...third === "NULL" ? [] : [span(third)]);
    case "signalfd":
    case "signalfd4":
      return plain(...signalNames(second));
    case "timerfd_create":
      return plain();
    case "alarm":
      return plain(`${first} s`);
    case "setitimer":
      return plain(...settings(second));
    case "timerfd_settime": {
      const handle = handleOf(first, process, processes.world);
      if (handle === undefined) return undefined;
      const more = settings(third || fourth).map((it) => `, ${it}`);
      return {
        call,
        words: [`${call}(${descriptor(first)!.fd}<`, handle.object, ">", ...more, ")"],
        objects: [handle.object],
      };
    }
  }
}

/** Puts into words which signal was taken, and who had sent it; nothing for another call. */
export function signalResult(
  { name, args, result }: Call,
  processes: Processes,
): Result | undefined {
  if (/^(signalfd4?|timerfd_create)$/.test(name)) {
    return { words: [` = ${descriptor(result)?.fd ?? ""}`] };
  }
  if (name !== "rt_sigtimedwait") return undefined;
  const info = args[1] ?? "";
  const value = valueOf(info);
  const from = processes.find(Number(field(info, "si_pid")));
  const signal = signalName(field(info, "si_signo") ?? "a signal");
  const what = value === undefined ? signal : `${signal} with ${value}`;
  return { words: [` = ${what}`], ...from && { from } };
}

/** strace counts from the kernel's first real-time signal, of which glibc keeps two to itself. */
function signalName(name: string): string {
  const number = Number(/^(?:SIG)?RT_(\d+)$/.exec(name)?.[1] ?? NaN);
  if (number >= 2) return number === 2 ? "SIGRTMIN" : `SIGRTMIN+${number - 2}`;
  return name.startsWith("SIG") || !/^[A-Z]/.test(name) ? name : `SIG${name}`;
}

function signalNames(set: string): string[] {
  const names = set.replace(/^~?\[|\]$/g, "").split(" ").filter((it) => it !== "").map(signalName);
  if (set.startsWith("~")) return ["nearly all signals"];
  if (names.length <= MANY) return names;
  return [...names.slice(0, MANY - 1), `${names.length - MANY + 1} more`];
}

/** The number that goes with a signal, where there is one. */
function valueOf(info: string): string | undefined {
  if (!/SI_QUEUE/.test(info)) return undefined;
  return field(info, "sival_int") ?? field(info, "si_int");
}

/** The times of a `struct itimerval` or `itimerspec`. */
function settings(text: string): string[] {
  const times = [...text.matchAll(/tv_sec=\d+, tv_[nu]sec=\d+/g)].map(([it]) => span(it));
  const [interval = "0 ms", first = "0 ms"] = times;
  if (first === interval) return first === "0 ms" ? ["off"] : [`every ${first}`];
  return [`in ${first}`, ...interval === "0 ms" ? [] : [`then every ${interval}`]];
}

/** A span of time, in milliseconds. */
function span(text: string): string {
  const seconds = Number(/tv_sec=(\d+)/.exec(text)?.[1] ?? 0);
  const [, unit, rest] = /tv_([nu])sec=(\d+)/.exec(text) ?? [];
  const ms = 1000 * seconds + Number(rest ?? 0) / (unit === "u" ? 1e3 : 1e6);
  return `${Number(ms.toFixed(1))} ms`;
}
