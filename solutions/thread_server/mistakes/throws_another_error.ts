/** Mistake: it says in words of its own that something was thrown. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: and converse() throws
// Violates: What the handler throws
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...args: Arguments): Promise<void> {
  try {
    await right(...args);
  } catch (cause) {
    throw new Error("The handler has failed", { cause });
  }
}
