/** Mistake: it sends an answer without "\n". */
// Caught by: serveLines() answers each line, whatever bytes it has and however it comes
// Says: each line is answered
// Violates: and so does an answer
export * from "../multiplexing.ts";
import { messageLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const { send } = messageLibc();
  const sendBytes: typeof send = (fd, bytes, size, flags) => {
    const rest = BigInt(size) - 1n;
    const sent = send(fd, bytes, rest, flags);
    return BigInt(sent) === rest ? size as bigint : sent;
  };
  Object.assign(messageLibc(), { send: sendBytes });
  right(...args);
}
