/** Mistake: it gives its own socket a path, and leaves that behind. */
// Caught by: report() sends each record as one datagram, in their order
// Says: What report() left in the folder
// Violates: leaves nothing behind
export * from "../datagram.ts";
import { AF_UNIX, bind, SOCK_DGRAM, socket, unix } from "lib/sys/socket.ts";
import { close } from "lib/sys/fd.ts";
import { report as right } from "../datagram.ts";

let count = 0;

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  const fd = socket(AF_UNIX, SOCK_DGRAM);
  bind(fd, unix(`client.${++count}`));
  try {
    right(path, records);
  } finally {
    close(fd);
  }
}
