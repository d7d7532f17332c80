/** Mistake: it does not wait for room in the FIFO of a server who is busy. */
// Caught by: request() waits for room and for its answer exactly as long as it may
// Says: {"threw":"EAGAIN"}
// Violates: while it has no room for the request, this function waits
export * from "../fifo.ts";
import { request as requestWell } from "../fifo.ts";
import { close, write } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_WRONLY, open } from "lib/sys/fifo.ts";

export const request: typeof requestWell = async (path, body, options) => {
  const server = open(path, O_WRONLY | O_NONBLOCK);
  try {
    write(server, new TextEncoder().encode("\n")); // Is there room? This is no request.
  } finally {
    close(server);
  }
  return await requestWell(path, body, options);
};
