/** Mistake: it gives the handler the number as text. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: converse() has called the handler with
// Violates: What the handler gets
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...[connection, ...rest]: Arguments): Promise<void> {
  await right(`${connection}` as unknown as number, ...rest);
}
