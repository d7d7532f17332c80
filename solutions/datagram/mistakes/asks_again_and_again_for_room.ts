/** Mistake: while there is no room, it tries again and again, without a pause. */
// Caught by: report() waits while the queue is full, and loses nothing
// Says: report() keeps a processor busy
// Violates: it waits, and keeps no processor busy
export * from "../datagram.ts";
import { SysError } from "lib/sys/errno.ts";
import { sendto } from "lib/sys/datagram.ts";
import { close } from "lib/sys/fd.ts";
import { MSG_DONTWAIT } from "lib/sys/message.ts";
import { AF_UNIX, SOCK_DGRAM, socket, unix } from "lib/sys/socket.ts";

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  const fd = socket(AF_UNIX, SOCK_DGRAM);
  const tries = (record: Uint8Array<ArrayBuffer>): boolean => {
    try {
      return sendto(fd, record, unix(path), MSG_DONTWAIT) >= 0;
    } catch (error) {
      if (error instanceof SysError && error.code === "EAGAIN") return false;
      throw error;
    }
  };
  for (const record of records) while (!tries(record));
  close(fd);
}
