/** Mistake: its socket has a path, which is the same for everybody who reports there. */
// Caught by: report() waits while the queue is full, and loses nothing
// Says: at the same time: it threw EADDRINUSE
// Violates: Others may report to the same collector
export * from "../datagram.ts";
import { close } from "lib/sys/fd.ts";
import { AF_UNIX, bind, SOCK_DGRAM, socket, unix } from "lib/sys/socket.ts";
import { report as right } from "../datagram.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  const fd = socket(AF_UNIX, SOCK_DGRAM);
  using cleanup = new DisposableStack();
  cleanup.defer(() => close(fd));
  bind(fd, unix(`${path}.from`));
  cleanup.defer(() => Deno.removeSync(`${path}.from`));
  right(path, records);
}
