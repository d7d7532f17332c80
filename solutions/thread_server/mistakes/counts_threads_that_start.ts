/** Mistake: a thread that is still being started is free for it. */
// Caught by: submit() refuses whom nobody can serve, and leaves the connection open
// Says: A handler has thrown, and nobody may wait
// Violates: when no thread is free and as many wait as may
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  #starting = 0;

  protected override get hasRoom(): boolean {
    return this.#starting > 0 || super.hasRoom;
  }

  protected override async add(): Promise<void> {
    this.#starting++;
    await super.add();
    this.#starting--;
  }
}
