/** Mistake: it counts in memory of its own. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: The handler runs, and the counters say
// Violates: The memory of the counters
export * from "../thread_server.ts";
import { converse as right, Counters } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...[connection, handler]: Arguments): Promise<void> {
  await right(connection, handler, Counters.create().shared);
}
