/** Mistake: it counts an error, and tells nobody. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: and converse() returns
// Violates: What the handler throws
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...args: Arguments): Promise<void> {
  await right(...args).catch(() => {});
}
