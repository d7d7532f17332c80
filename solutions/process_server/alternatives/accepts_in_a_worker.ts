/** An alternative: another thread waits in accept(), one client at a time, and posts what it gets. */
export { Children, handOver } from "../process_server.ts";
export type { Program } from "../process_server.ts";
import { Children, handOver, type Program } from "../process_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import type { Ended } from "lib/sys/process.ts";
import { SHUT_RD, shutdown } from "lib/sys/socket.ts";

const THREAD = `
  import { acceptFrom } from "${import.meta.resolve("lib/sys/socket.ts")}";
  self.onmessage = ({ data: listener }) => {
    try {
      self.postMessage(acceptFrom(listener));
    } catch {
      self.postMessage(null); // The listener has been shut down.
    }
  };
  self.postMessage(undefined);
`;

type Answer = { connection: Fd; address: Uint8Array<ArrayBuffer> } | null | undefined;

export async function serve(
  listener: Fd,
  program: Program,
  { limit, signal, patience }: { limit: number; signal: AbortSignal; patience: number },
): Promise<Ended[]> {
  const children = new Children();
  const all: Ended[] = [];
  if (signal.aborted) {
    close(listener);
    return all;
  }
  const url = `data:text/javascript,${encodeURIComponent(THREAD)}`;
  const thread = new Worker(url, { type: "module" });
  const over = Promise.withResolvers<void>();
  let waits = false;
  const ask = () => {
    if (waits || signal.aborted || children.running >= limit) return;
    waits = true;
    thread.postMessage(listener);
  };
  const collect = () => {
    all.push(...children.reap());
    ask();
  };
  const abort = () => {
    if (waits) shutdown(listener, SHUT_RD); // accept() fails with EINVAL.
    else over.resolve();
  };
  thread.onmessage = ({ data }: MessageEvent<Answer>) => {
    waits = false;
    if (data && signal.aborted) close(data.connection);
    else if (data) start(data, program).forEach((pid) => children.add(pid));
    if (signal.aborted) over.resolve();
    ask();
  };
  Deno.addSignalListener("SIGCHLD", collect);
  signal.addEventListener("abort", abort);
  await over.promise;
  thread.terminate();
  signal.removeEventListener("abort", abort);
  Deno.removeSignalListener("SIGCHLD", collect);
  close(listener);
  return [...all, ...await children.stop({ patience })];
}

/** Gives the process id, or nothing when the program cannot be started: the client reads the end. */
function start({ connection, address }: NonNullable<Answer>, program: Program): number[] {
  const host = address.subarray(4, 8).join(".");
  const port = new DataView(address.buffer).getUint16(2);
  try {
    return [handOver(connection, program, { host, port })];
  } catch {
    return [];
  }
}
