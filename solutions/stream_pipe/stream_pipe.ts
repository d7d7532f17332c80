/** A solution of the stream_pipe kata. @module */

import { close, type Fd, read, write } from "lib/sys/fd.ts";
import {
  MSG_DONTWAIT,
  receive,
  receiveMessage,
  SCM_MAX_FD,
  send,
  sendMessage,
} from "lib/sys/message.ts";
import { poll, POLLIN, POLLOUT } from "lib/sys/poll.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

/** How many bytes a job or a note has at most. */
const MAX_BYTES = 65536;

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const buffer = new Uint8Array(65536);
  let rest = message;
  let [sending, receiving] = [true, true];
  try {
    while (sending || receiving) {
      if (sending && rest.length === 0) {
        shutdown(end, SHUT_WR); // Unlike close(), this is about the connection, not about one descriptor.
        sending = false;
        continue;
      }
      const events = (sending ? POLLOUT : 0) | (receiving ? POLLIN : 0);
      const [happened] = poll([{ fd: end, events }]);
      if (sending && happened! & ~POLLIN) rest = rest.subarray(send(end, rest, MSG_DONTWAIT));
      if (receiving && happened! & ~POLLOUT) {
        const length = receive(end, buffer, MSG_DONTWAIT);
        pieces.push(buffer.slice(0, length));
        receiving = length > 0;
      }
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  } finally {
    close(end);
  }
}

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  // An empty packet would look like the end to a worker.
  if (job.length === 0 || job.length > MAX_BYTES) {
    throw new RangeError(`Cannot submit a job of ${job.length} bytes: it has 1 to ${MAX_BYTES}`);
  }
  write(queue, job);
}

export function nextJob(queue: Fd): Uint8Array | null {
  const buffer = new Uint8Array(MAX_BYTES); // What a buffer cannot take of a packet is lost.
  const length = read(queue, buffer);
  return length === 0 ? null : buffer.slice(0, length);
}

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  const bytes = new TextEncoder().encode(note);
  if (fds.length === 0 || fds.length > SCM_MAX_FD) {
    throw new RangeError(`Cannot hand over ${fds.length} descriptors: 1 to ${SCM_MAX_FD} can go`);
  }
  if (bytes.length > MAX_BYTES) {
    throw new RangeError(
      `Cannot send a note of ${bytes.length} bytes: it has at most ${MAX_BYTES}`,
    );
  }
  sendMessage(channel, bytes, fds);
}

export interface Handover {
  note: string;
  fds: Fd[];
}

export function takeOver(channel: Fd): Handover | null {
  const buffer = new Uint8Array(MAX_BYTES);
  const { length, fds } = receiveMessage(channel, buffer, SCM_MAX_FD);
  if (fds.length === 0) return null; // A note may be empty, but it never comes alone.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(buffer.subarray(0, length));
  return { note: text, fds };
}
