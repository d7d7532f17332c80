/** Mistake: it starts its threads when they are needed. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: A pool of three threads has started, and
// Violates: They are there before the first client comes
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  #threads = 0;

  static override async start(...[threads, ...rest]: Parameters<typeof Right.start>) {
    const pool = await super.start(0, ...rest) as Pool;
    pool.#threads = threads;
    return pool;
  }

  protected override get hasRoom(): boolean {
    while (this.#threads-- > 0) this.add();
    return true;
  }
}
