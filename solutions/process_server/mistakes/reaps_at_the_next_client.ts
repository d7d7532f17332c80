/** Mistake: it collects programs when the next client comes, and not before. */
// Caught by: serve() collects its programs as soon as they have ended, and nobody else's
// Says: while nobody connects
// Violates: also while nobody connects
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const { addSignalListener } = Deno;
  Deno.addSignalListener = (signal, handler) => {
    if (signal !== "SIGCHLD") addSignalListener(signal, handler);
  };
  return await right(listener, program, options);
}
