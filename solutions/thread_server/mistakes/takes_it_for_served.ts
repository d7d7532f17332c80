/** Mistake: it counts a handler that throws as one that returns. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: Expected: served
// Violates: Then the conversation has ended with an error
export * from "../thread_server.ts";
import { converse as right, Counters } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...[connection, handler, counters]: Arguments): Promise<void> {
  const handle = (await import(handler.module))[handler.name];
  const its = new Counters(counters);
  its.enter();
  try {
    handle(connection);
  } finally {
    its.leave(false);
  }
}
