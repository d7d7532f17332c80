/** Mistake: a reader takes the lock as a writer does. */
// Caught by: lockShared() lets readers in together, and lock() a writer alone
// Says: No writer was there, and three readers have waited
// Violates: beside any number of other readers
export * from "../sync.ts";
import { ReadersWriterLock as Right } from "../sync.ts";

export class ReadersWriterLock extends Right {
  override lockShared(): void {
    this.lock();
  }

  override unlockShared(): void {
    this.unlock();
  }
}
