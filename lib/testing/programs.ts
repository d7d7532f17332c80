/**
 * Programs that a test has started to talk to the learner's code.
 *
 * @module
 */

import type { Fd } from "../sys/fd.ts";
import { type Ended, type ExitStatus, kill, spawn, waitpid, WNOHANG } from "../sys/process.ts";
import { diagnose } from "./diagnosis/diagnosis.ts";
import type { NameOf } from "./diagnosis/explanation.ts";
import { eventually } from "./peer/eventually.ts";
import { PeerError, testLine } from "./peer/peer_error.ts";
import type { Watchdog } from "./watchdog/watchdog.ts";

/** How long a foreign program may run, in milliseconds: longer than any peer. */
const PATIENCE = 10_000;

/** A program that the test has started. */
export interface Program {
  /** Its process id. */
  readonly pid: number;
  /** How it ended. When it does not end in time, the test fails. */
  readonly status: Promise<ExitStatus>;
}

/** The programs of one test. */
export class Programs {
  #watchdog: Watchdog;
  #nameOf: NameOf;
  #fail: (error: unknown) => void;
  #running = new Map<number, string>();
  #statuses: Promise<ExitStatus>[] = [];

  /**
   * Nothing runs yet.
   *
   * @param watchdog Ends them at the latest with the run.
   * @param nameOf Names a process in the words of the test.
   * @param fail Ends the test with an error.
   */
  constructor(watchdog: Watchdog, nameOf: NameOf, fail: (error: unknown) => void) {
    this.#watchdog = watchdog;
    this.#nameOf = nameOf;
    this.#fail = fail;
  }

  /** Gives the process ids of those that were not collected yet. */
  get pids(): number[] {
    return [...this.#running.keys()];
  }

  /** Gives the command of a program that was not collected yet. */
  commandOf(pid: number): string | undefined {
    return this.#running.get(pid);
  }

  /** Starts a program. */
  start(command: string, args: string[], fds: Record<number, Fd>): Program {
    const env = { ...Deno.env.toObject(), ...this.#watchdog.marker };
    const pid = spawn(command, args, fds, { session: true, env });
    this.#watchdog.add(pid);
    this.#running.set(pid, command);
    const status = this.#endOf(pid, testLine());
    status.catch(this.#fail);
    this.#statuses.push(status);
    return { pid, status };
  }

  /** Kills those that run, with what they have started, and collects them. */
  async kill(): Promise<void> {
    for (const pid of this.#running.keys()) kill(-pid, "SIGKILL");
    await Promise.allSettled(this.#statuses);
  }

  async #endOf(pid: number, startedAt: string): Promise<ExitStatus> {
    let ended: Ended | undefined;
    const collected = () => (ended = this.#collect(pid)) !== undefined;
    try {
      await eventually(collected, "it has ended", PATIENCE);
    } catch {
      const why = await diagnose(pid, this.#nameOf);
      const late = `${this.#nameOf(pid)} did not end in ${PATIENCE} ms.`;
      this.#fail(new PeerError(`${why}\n\n${late}`, { stack: [startedAt] }));
      await eventually(collected, `${this.#nameOf(pid)} has been killed`);
    }
    return { code: ended!.code, signal: ended!.signal };
  }

  #collect(pid: number): Ended | undefined {
    const ended = waitpid(pid, WNOHANG);
    if (ended === undefined) return undefined;
    this.#running.delete(pid); // From now on, the number may be another one's.
    this.#watchdog.remove(pid);
    return ended;
  }
}
