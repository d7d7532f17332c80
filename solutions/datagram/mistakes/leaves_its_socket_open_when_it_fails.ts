/** Mistake: it leaves its socket open when it cannot report. */
// Caught by: report() throws when it cannot report, and leaves nothing behind
// Says: descriptors open
// Violates: no descriptor and no path
export * from "../datagram.ts";
import { sendto } from "lib/sys/datagram.ts";
import { close } from "lib/sys/fd.ts";
import { AF_UNIX, SOCK_DGRAM, socket, unix } from "lib/sys/socket.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  const fd = socket(AF_UNIX, SOCK_DGRAM);
  for (const record of records) sendto(fd, record, unix(path));
  close(fd);
}
