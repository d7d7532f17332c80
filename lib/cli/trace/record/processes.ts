/**
 * Follows the processes of a record: who started whom, and which descriptors each one holds.
 *
 * @module
 */

import { type Mark, MARKS } from "lib/testing/diagnosis/tracing.ts";
import type { Call, Step } from "./calls.ts";
import { apply } from "./descriptors.ts";
import type { Handle, Process, Table, World } from "./world.ts";
import { basename } from "./names.ts";
import { string } from "./syntax.ts";

/** Reads the mark that a call is. */
export function markOf({ name, args }: Call): Mark | undefined {
  if (name !== "chdir" || !args[0]?.startsWith(`"${MARKS}`)) return undefined;
  return JSON.parse(decodeURIComponent(string(args[0])!.text.slice(MARKS.length)));
}

/** Everybody in a record. */
export class Processes {
  readonly world: World = { objects: new Map(), fifos: new Set(), mappings: [], testing: false };
  /** Those that have begun since somebody has looked. */
  newborn: Process[] = [];
  #threads = new Map<number, Process>();
  #roles = new Map<number, string>();
  /** How many processes of a test have had a name. */
  #named = new Map<string, number>();
  /** Who makes a thread or a process, and the descriptors at that moment. */
  #births = new Map<number, { maker: number; call: Call; table?: Table }>();
  #birthOf = new Map<Call, number>();

  /** Looks through the record for what is known only later than it is needed: roles, and numbers of children. */
  constructor(steps: Step[]) {
    for (const step of steps) {
      if (step.kind !== "enters") continue;
      const { call, thread } = step;
      const mark = markOf(call);
      if (mark?.kind === "peer") this.#roles.set(mark.pid, mark.role);
      if (/^(v?fork|clone3?)$/.test(call.name) && call.value! > 0) {
        this.#births.set(call.value!, { maker: thread, call });
        this.#birthOf.set(call, call.value!);
      }
    }
  }

  /** Gives the process of a thread. */
  of(thread: number): Process {
    return this.#threads.get(thread) ?? this.#born(thread);
  }

  /** Gives a process by its number. */
  find(pid: number): Process | undefined {
    return this.#threads.get(pid);
  }

  /** Gives every process. */
  all(): Set<Process> {
    return new Set(this.#threads.values());
  }

  /** Whether somebody still holds an end of a pipe or FIFO. */
  isHeld({ object, end }: Handle): boolean {
    return [...this.all()].some(({ table }) =>
      [...table.values()].some((it) =>
        it.object === object && (it.end === end || it.end === "both ends" || end === "both ends")
      )
    );
  }

  /** Does to processes and descriptors what a step did. */
  take(step: Step): void {
    const process = this.of(step.thread);
    if (step.kind === "enters") {
      const child = this.#birthOf.get(step.call);
      if (child !== undefined) this.#births.get(child)!.table = new Map(process.table);
      if (step.call.name === "exit_group") process.ending = true;
      this.#mark(process, markOf(step.call));
    } else if (step.kind === "leaves") {
      if (this.#birthOf.has(step.call)) this.of(this.#birthOf.get(step.call)!);
      if (/^execve/.test(step.call.name) && step.call.value === 0) {
        this.#execute(process, step.call);
      } else apply(step.call, process, this.world);
    } else if (step.kind === "exited" || step.kind === "killed") {
      if (step.kind === "killed") process.ending = true;
      process.threads.delete(step.thread);
      if (process.threads.size === 0) process.table = new Map();
    }
  }

  #born(thread: number): Process {
    const birth = this.#births.get(thread);
    const maker = birth && this.#threads.get(birth.maker);
    const flags = birth?.call.args.join() ?? "";
    let process = maker;
    if (!maker || !flags.includes("CLONE_THREAD")) {
      const shared = flags.includes("CLONE_FILES");
      const role = this.#roles.get(thread);
      process = {
        pid: thread,
        ...maker && { parent: maker },
        name: role === undefined ? copyOf(maker) : this.#unique(role),
        ofTest: this.world.testing && (maker?.ofTest ?? false),
        role: role !== undefined,
        table: shared ? maker!.table : birth?.table ?? new Map(),
        threads: new Set(),
        isDeno: maker?.isDeno ?? true,
        phase: "before",
        ending: false,
        removed: false,
        stopped: false,
      };
    }
    if (process !== maker) this.newborn.push(process!);
    process!.threads.add(thread);
    this.#threads.set(thread, process!);
    return process!;
  }

  /** Gives a name that no other process of the test has: `sleep`, `sleep 2`. */
  #unique(name: string): string {
    const count = (this.#named.get(name) ?? 0) + 1;
    this.#named.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  }

  #mark(process: Process, mark: Mark | undefined): void {
    if (mark?.kind === "test") {
      this.#named.clear();
      this.world.testing = true;
      this.world.test = process;
      Object.assign(process, { name: "the test", ofTest: true, role: true, phase: "calling" });
    } else if (mark?.kind === "over") {
      this.world.testing = false;
    } else if (mark?.kind === "call") {
      process.phase = "calling";
    } else if (mark?.kind === "end") {
      process.phase = "after";
    } else if (mark?.kind === "stops") {
      const stopped = this.#threads.get(mark.pid);
      if (stopped) Object.assign(stopped, { removed: true, stopped: !stopped.ending });
    } else if (mark?.kind === "machinery") {
      for (const fd of mark.fds) {
        const object = process.table.get(fd)?.object;
        for (const end of [object, object?.peer]) if (end) end.machinery = true;
      }
    }
  }

  /** A new program in a process: it keeps the descriptors that are not closed by that. */
  #execute(process: Process, { args }: Call): void {
    const program = basename(string(args[0])?.text ?? "");
    process.table = new Map([...process.table].filter(([, handle]) => !handle.closesOnExec));
    process.isDeno = program === "deno";
    if (!process.role) process.name = process.ofTest ? this.#unique(program) : program;
  }
}

/** What a process is called that has no program of its own yet. */
function copyOf(maker: Process | undefined): string {
  if (!maker) return "deno";
  return maker.name.startsWith("a copy of ") ? maker.name : `a copy of ${maker.name}`;
}
