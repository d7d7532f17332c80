/** Mistake: a handler that throws has never left. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: and the counters say
// Violates: and ends after that
export * from "../thread_server.ts";
import { converse as right, Counters } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...[connection, handler, counters]: Arguments): Promise<void> {
  const handle = (await import(handler.module))[handler.name];
  const its = new Counters(counters);
  its.enter();
  handle(connection);
  its.leave(false);
}
