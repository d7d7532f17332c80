/** Mistake: it waits until a client has taken its answer. */
// Caught by: serveLines() lets nobody wait for a client that is slow
// Says: a client is answered while another one does not read its answers
// Violates: or does not read its answers
export * from "../multiplexing.ts";
import { messageLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const { send } = messageLibc();
  const sendAll: typeof send = (fd, bytes, size) => {
    return send(fd, bytes, size, 0);
  };
  Object.assign(messageLibc(), { send: sendAll });
  right(...args);
}
