/** Mistake: it calls a handler that has thrown once more. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: converse() has called the handler 2 times
// Violates: What to call, in this thread
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...args: Arguments): Promise<void> {
  await right(...args).catch(() => right(...args));
}
