/** Mistake: each thread has one handler, and keeps it for all whom it is called for. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: and converse() has called told()
// Violates: What to call, in this thread
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";
import type { Handler } from "../thread_server.ts";

const known = new Map<string, Handler>();
type Arguments = Parameters<typeof right>;

export async function converse(...[connection, handler, counters]: Arguments): Promise<void> {
  const its = known.get(handler.name) ?? handler;
  known.set(handler.name, its);
  await right(connection, its, counters);
}
