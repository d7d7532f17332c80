/** Mistake: it says that it is ready while its threads begin. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: submit() returns false
// Violates: when all of its threads run
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  static override async start(...[threads, ...rest]: Parameters<typeof Right.start>) {
    const pool = await super.start(0, ...rest) as Pool;
    for (let number = 0; number < threads; number++) pool.add();
    return pool;
  }
}
