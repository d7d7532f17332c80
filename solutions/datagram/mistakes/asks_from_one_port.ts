/** Mistake: it asks from the same port each time, which only one can have. */
// Caught by: ask() takes answers from the server only
// Says: Another process waits for an answer at the same time: it threw EADDRINUSE
// Violates: Others may ask at the same time
export * from "../datagram.ts";
import { close } from "lib/sys/fd.ts";
import { AF_INET, bind, inet, SOCK_DGRAM, socket, type SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, how: { patience: number }) {
  const fd = socket(AF_INET, SOCK_DGRAM); // The right ask() has another one, but this is as taken.
  try {
    bind(fd, inet("127.0.0.9", 49_517));
    return right(address, question, how);
  } finally {
    close(fd);
  }
}
