/** Mistake: the program gets pipes, and the server copies every byte from and to the client. */
// Caught by: handOver() makes the connection the program's standard input and output, until it ends
// Says: cat does not read from the connection
// Violates: the connection itself is its standard input
export * from "../process_server.ts";
import type { Program } from "../process_server.ts";
import { Socket } from "node:net";
import type { Fd } from "lib/sys/fd.ts";

export function handOver(connection: Fd, [command, ...args]: Program): number {
  const socket = new Socket({ fd: connection });
  const options = { args, stdin: "piped", stdout: "piped" } as const;
  const child = new Deno.Command(command, options).spawn();
  const writer = child.stdin.getWriter();
  socket.on("data", (bytes) => void writer.write(bytes));
  socket.on("end", () => void writer.close());
  (async () => {
    for await (const bytes of child.stdout) socket.write(bytes);
    socket.end();
  })();
  return child.pid;
}
