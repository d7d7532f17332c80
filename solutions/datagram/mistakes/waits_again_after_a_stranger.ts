/** Mistake: it begins to wait anew when somebody else has sent something. */
// Caught by: ask() takes answers from the server only
// Says: it has waited for much longer than its patience
// Violates: What others send makes it no longer
export * from "../datagram.ts";
import { recvfrom, sendto } from "lib/sys/datagram.ts";
import { close } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { AF_INET, SOCK_DGRAM, socket, type SocketAddress } from "lib/sys/socket.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const [fd, buffer] = [socket(AF_INET, SOCK_DGRAM), new Uint8Array(65536)];
  try {
    sendto(fd, question, address);
    for (;;) {
      if (poll([{ fd, events: POLLIN }], patience)[0] === 0) return "silent";
      const { length, from } = recvfrom(fd, buffer);
      if (from.join() === address.join()) return buffer.subarray(0, length);
    }
  } finally {
    close(fd);
  }
}
