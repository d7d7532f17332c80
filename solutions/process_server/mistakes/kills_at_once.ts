/** Mistake: it kills the programs without asking them to end. */
// Caught by: serve() refuses clients as soon as it is told to stop, and then ends the programs
// Says: a program has got SIGTERM
// Violates: after that the programs are ended as by
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";
import { libc } from "lib/sys/libc.ts";

const [SIGTERM, SIGKILL] = [15, 9];

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const { kill } = libc();
  const other = (signal: number) => signal === SIGTERM ? SIGKILL : signal;
  Object.assign(libc(), { kill: (pid: number, signal: number) => kill(pid, other(signal)) });
  return await right(listener, program, options);
}
