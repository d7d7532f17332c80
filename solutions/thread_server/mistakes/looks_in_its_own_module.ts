/** Mistake: it looks for the handler in its own module. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: is not a function, and has not called the handler
// Violates: The URL of a module
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...[connection, handler, counters]: Arguments): Promise<void> {
  await right(connection, { ...handler, module: import.meta.url }, counters);
}
