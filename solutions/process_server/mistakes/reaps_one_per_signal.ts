/** Mistake: it collects one program for each SIGCHLD, but one signal may stand for many. */
// Caught by: serve() collects its programs as soon as they have ended, and nobody else's
// Says: that ended at the same time are collected
// Violates: A program that ends is collected at once
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";
import { waitpid, WNOHANG } from "lib/sys/process.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const pids = new Set<number>();
  Children.prototype.add = (pid) => void pids.add(pid);
  Object.defineProperty(Children.prototype, "running", { get: () => pids.size });
  Children.prototype.reap = () => {
    for (const pid of pids) {
      const ended = waitpid(pid, WNOHANG);
      if (ended && pids.delete(pid)) return [ended];
    }
    return [];
  };
  return await right(listener, program, options);
}
