/** Mistake: the thread closes the connection, which the pool does as well. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: and converse() has closed the connection
// Violates: It stays open
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";
import { close } from "lib/sys/fd.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...args: Arguments): Promise<void> {
  try {
    await right(...args);
  } finally {
    close(args[0]);
  }
}
