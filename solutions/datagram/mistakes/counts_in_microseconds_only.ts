/** Mistake: it gives the kernel a time in microseconds, which may be no whole second. */
// Caught by: ask() gives the answer to its question
// Says: it threw EDOM
// Violates: from 1 to 3600000
export * from "../datagram.ts";
import { recvfrom, setsockopt, SO_RCVTIMEO } from "lib/sys/datagram.ts";
import { close } from "lib/sys/fd.ts";
import { AF_INET, connect, SOCK_DGRAM, socket, type SocketAddress } from "lib/sys/socket.ts";
import { send } from "lib/sys/message.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const [fd, buffer] = [socket(AF_INET, SOCK_DGRAM), new Uint8Array(65536)];
  try {
    connect(fd, address);
    const time = new BigInt64Array([0n, BigInt(1000 * patience)]);
    setsockopt(fd, SO_RCVTIMEO, new Uint8Array(time.buffer));
    send(fd, question);
    return buffer.subarray(0, recvfrom(fd, buffer).length);
  } finally {
    close(fd);
  }
}
