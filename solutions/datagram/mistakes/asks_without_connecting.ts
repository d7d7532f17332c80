/** Mistake: its socket is not connected, so that it never learns of a refusal. */
// Caught by: ask() tells that nobody receives there, and throws when the question is too long
// Says: A question of 3 bytes to a port that is closed
// Violates: when it is reported that nobody receives there
export * from "../datagram.ts";
import { recvfrom, sendto, setsockopt, SO_RCVTIMEO, timeval } from "lib/sys/datagram.ts";
import { close } from "lib/sys/fd.ts";
import { AF_INET, SOCK_DGRAM, socket, type SocketAddress } from "lib/sys/socket.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const [fd, buffer] = [socket(AF_INET, SOCK_DGRAM), new Uint8Array(65536)];
  try {
    setsockopt(fd, SO_RCVTIMEO, timeval(patience));
    sendto(fd, question, address);
    return buffer.subarray(0, recvfrom(fd, buffer).length);
  } catch (error) {
    if ((error as { code?: string }).code !== "EAGAIN") throw error;
    return "silent";
  } finally {
    close(fd);
  }
}
