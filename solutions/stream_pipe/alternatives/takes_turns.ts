/** An alternative: it tries to send and to receive in turns, and looks at what was cut off. */
import { close, type Fd } from "lib/sys/fd.ts";
import {
  MSG_DONTWAIT,
  MSG_TRUNC,
  receive,
  receiveMessage,
  send,
  sendMessage,
} from "lib/sys/message.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";
import type { Handover } from "../stream_pipe.ts";
export type { Handover };

const MAX_BYTES = 65536;

/** Gives nothing when a call would have to wait. */
function now(call: () => number): number | undefined {
  try {
    return call();
  } catch (error) {
    if ((error as { code?: string }).code !== "EAGAIN") throw error;
  }
}

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const received: number[] = [];
  let [sent, hungUp, ended] = [0, false, false];
  try {
    while (!hungUp || !ended) {
      if (!hungUp && sent === message.length) {
        shutdown(end, SHUT_WR);
        hungUp = true;
      }
      if (!hungUp) {
        sent += now(() => send(end, message.subarray(sent, sent + 5000), MSG_DONTWAIT)) ?? 0;
      }
      const buffer = new Uint8Array(3000);
      const length = ended ? 0 : now(() => receive(end, buffer, MSG_DONTWAIT));
      if (length === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
      else ended ||= length === 0;
      for (const byte of buffer.subarray(0, length ?? 0)) received.push(byte);
    }
    return Uint8Array.from(received);
  } finally {
    close(end);
  }
}

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  if (job.length < 1 || job.length > MAX_BYTES) throw new RangeError("This is no job");
  sendMessage(queue, job, []);
}

export function nextJob(queue: Fd): Uint8Array | null {
  const buffer = new Uint8Array(MAX_BYTES);
  const { length, flags } = receiveMessage(queue, buffer, 0);
  if (flags & MSG_TRUNC) throw new RangeError("The job is too long");
  return length > 0 ? new Uint8Array(buffer.subarray(0, length)) : null;
}

export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  const bytes = new Uint8Array(MAX_BYTES + 3);
  const { read, written } = new TextEncoder().encodeInto(note, bytes);
  if (read < note.length || written > MAX_BYTES) throw new RangeError("The note is too long");
  if (fds.length < 1 || fds.length > 253) throw new RangeError("The wrong number of descriptors");
  sendMessage(channel, bytes.subarray(0, written), fds);
}

export function takeOver(channel: Fd): Handover | null {
  for (const buffer = new Uint8Array(MAX_BYTES);;) {
    const { length, fds } = receiveMessage(channel, buffer, 253);
    if (length === 0 && fds.length === 0) return null;
    const decoder = new TextDecoder(undefined, { ignoreBOM: true });
    return { fds, note: decoder.decode(buffer.slice(0, length)) };
  }
}
