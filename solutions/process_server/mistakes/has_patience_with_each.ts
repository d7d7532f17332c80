/** Mistake: it waits for one child after the other, and each has the whole patience again. */
// Caught by: stop() waits as long as its patience, and no longer
// Says: and stop() has not ended both children that ignore SIGTERM
// Violates: and SIGKILL when it has not ended after a while
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { type Ended, kill } from "lib/sys/process.ts";

export class Children extends Right {
  #pids: number[] = [];
  override add(pid: number): void {
    this.#pids.push(pid);
  }

  override async stop({ patience }: { patience: number }): Promise<Ended[]> {
    for (const pid of this.#pids) kill(-pid, "SIGTERM");
    const all: Ended[] = [];
    for (const pid of this.#pids.splice(0)) {
      super.add(pid);
      all.push(...await super.stop({ patience }));
    }
    return all;
  }
}
