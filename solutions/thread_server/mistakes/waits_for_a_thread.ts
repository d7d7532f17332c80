/** Mistake: it keeps the thread of the caller until a thread is free. */
// Caught by: submit() refuses whom nobody can serve, and leaves the connection open
// Says: submit() waits in futex
// Violates: never waits
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";

export class Pool extends Right {
  override submit(connection: Fd): boolean {
    const cell = new Int32Array(new SharedArrayBuffer(4));
    while (!this.hasRoom) Atomics.wait(cell, 0, 0);
    return super.submit(connection);
  }
}
