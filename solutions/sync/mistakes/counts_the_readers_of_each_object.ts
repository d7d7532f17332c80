/** Mistake: an object that lets in several readers counts them itself, and another one lets them out. */
// Caught by: ReadersWriterLock prefers a writer that waits, and wakes all who may go on
// Says: 2 readers are inside, and leave while a writer waits: lock() has returned when 1 had left
// Violates: any object over the same memory lets out who is inside
export * from "../sync.ts";
import { ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  #readers = 0;

  override lockShared(): void {
    if (this.#readers++ === 0) super.lockShared();
  }

  override unlockShared(): void {
    if (--this.#readers <= 0) super.unlockShared();
  }
}
