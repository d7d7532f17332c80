/** Mistake: it begins to count when the handler has ended. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: The handler runs, and the counters say
// Violates: which begins before
export * from "../thread_server.ts";
import { converse as right, Counters } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...[connection, handler, counters]: Arguments): Promise<void> {
  const handle = (await import(handler.module))[handler.name];
  const its = new Counters(counters);
  let failed = true;
  try {
    handle(connection);
    failed = false;
  } finally {
    its.enter();
    its.leave(failed);
  }
}
