/** Mistake: it starts a thread for the handler. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: has not called the handler in its own thread
// Violates: in this thread
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";
import { Thread } from "lib/sys/thread.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...args: Arguments): Promise<void> {
  const thread = await Thread.start(import.meta.resolve("../thread_server.ts"));
  await thread.call("converse", ...args).finally(() => thread.end());
}
