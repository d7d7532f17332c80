/**
 * The words for what is done with other processes: `man 2 kill`, `man 2 waitpid`.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import type { Process } from "./world.ts";
import type { Processes } from "./processes.ts";
import type { Phrase, Result } from "./rows.ts";
import { field } from "./syntax.ts";

/** A signal is sent: by kill(), or to one thread. */
export function killing(args: string[], processes: Processes): Phrase {
  const pid = Number(args.at(-2));
  const target = processes.find(Math.abs(pid));
  return { call: "kill", words: [`kill(${target?.name ?? pid}, ${args.at(-1)})`], objects: [] };
}

/** The end of a child is awaited. The test collects the programs that it has started: that is no part of it. */
export function waiting({ name, args }: Call, process: Process, processes: Processes): Phrase {
  const pid = Number(name === "wait4" ? args[0] : args[1]);
  const child = processes.find(pid)?.name ?? (pid > 0 ? pid : "any child");
  const minor = process === processes.world.test;
  return { call: "waitpid", words: [`waitpid(${child})`], objects: [], minor };
}

/** A child was collected, or there was none to be collected yet. */
export function collected({ args, value }: Call, processes: Processes): Result {
  const info = args.join();
  const pid = Number(field(info, "si_pid") ?? value);
  const status = field(info, "si_status");
  const code = /WEXITSTATUS\(s\) == (\d+)/.exec(info)?.[1] ??
    (/CLD_EXITED/.test(info) ? status : undefined);
  const signal = /WTERMSIG\(s\) == (SIG\w+)/.exec(info)?.[1] ??
    (/CLD_KILLED|CLD_DUMPED/.test(info) ? status : undefined);
  const how = code !== undefined ? ` = exit code ${code}` : signal ? ` = ended by ${signal}` : "";
  const child = processes.find(pid);
  return { words: [how], minor: !(pid > 0), ...child && { from: child } };
}
