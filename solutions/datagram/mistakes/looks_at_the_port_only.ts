/** Mistake: it takes an answer from any host, when the port is right. */
// Caught by: ask() takes answers from the server only
// Says: before the answer comes: Expected 5 bytes, got 7
// Violates: Only what comes from `address` is an answer
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
      if (from[2] === address[2] && from[3] === address[3]) return buffer.subarray(0, length);
    }
  } finally {
    close(fd);
  }
}
