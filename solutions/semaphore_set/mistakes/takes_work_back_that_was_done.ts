/** Mistake: what was done is open again when its process ends. */
// Caught by: done() counts one less, also when its process ends, and never waits
// Says: The values when the process has ended
// Violates: and stays so when this process ends
export * from "../semaphore_set.ts";
import { IPC_NOWAIT, SEM_UNDO, semop } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  override done(): void {
    semop(this.pool, [{ number: this.index, by: -1, flags: IPC_NOWAIT | SEM_UNDO }]);
  }
}
