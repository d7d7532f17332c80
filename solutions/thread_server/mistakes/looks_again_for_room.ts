/** Mistake: it looks again and again whether there is room. */
// Caught by: serve() sleeps while nothing happens
// Says: a timer has gone off
// Violates: no timer of the pool goes off
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override async room(): Promise<void> {
    while (!this.ending && !this.hasRoom) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
