/** Mistake: it calls the default export. */
// Caught by: converse() counts a conversation, and leaves the connection open
// Says: is not a function, and has not called the handler
// Violates: The name of the function, among the exports of the module
export * from "../thread_server.ts";
import { converse as right } from "../thread_server.ts";

type Arguments = Parameters<typeof right>;

export async function converse(...[connection, handler, counters]: Arguments): Promise<void> {
  await right(connection, { ...handler, name: "default" }, counters);
}
