/** Mistake: the thread closes the connection, and so does the pool. */
// Caught by: submit() takes a connection that is closed exactly once, however its handler ends
// Says: its connection was closed twice
// Violates: Whoever owns a connection closes it
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { Thread } from "lib/sys/thread.ts";

const THREAD = `
  import { converse as right } from "${import.meta.resolve("../thread_server.ts")}";
  import { close } from "${import.meta.resolve("lib/sys/fd.ts")}";
  export const converse = (connection, ...rest) =>
    right(connection, ...rest).finally(() => close(connection));
`;

export class Pool extends Right {
  protected override async add(): Promise<void> {
    this.idle.push(await Thread.start(`data:text/javascript,${encodeURIComponent(THREAD)}`));
    this.goOn();
  }
}
