/** An alternative: a Worker waits for jobs, and poll() watches the box, which has a descriptor. */
export * from "../message_queue.ts";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { mqGetattr, mqOpen, mqReceive, mqUnlink, O_CREAT, O_EXCL } from "lib/sys/mqueue.ts";
import { O_NONBLOCK, O_RDONLY } from "lib/sys/mqueue.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { Mailbox as Right } from "../message_queue.ts";

const BIGGEST = 2 ** 30;

const THREAD = `
  import { msgrcv, msgsnd } from "${import.meta.resolve("lib/sys/msg.ts")}";
  import { SysError } from "${import.meta.resolve("lib/sys/errno.ts")}";
  const size = Number(Deno.readTextFileSync("/proc/sys/kernel/msgmax"));
  self.onmessage = ({ data: queue }) => {
    try {
      const { type, text } = msgrcv(queue, size, -10);
      if (type === 10) msgsnd(queue, 10, text);
      self.postMessage({ end: type === 10, text });
    } catch (error) {
      self.postMessage({ code: error.code, message: error.message });
    }
  };`;

export async function doJobs(
  queue: number,
  handle: (job: Uint8Array) => void | Promise<void>,
): Promise<number> {
  const thread = new Worker(`data:text/javascript,${encodeURIComponent(THREAD)}`, {
    type: "module",
  });
  try {
    for (let done = 0;;) {
      const answer = Promise.withResolvers<MessageEvent>();
      thread.onmessage = answer.resolve;
      thread.onerror = (event) => (event.preventDefault(), answer.reject(event.error));
      thread.postMessage(queue);
      const { code, message, end, text } = (await answer.promise).data;
      if (code === "EINTR") continue;
      if (code) throw Object.assign(new Error(message), { code });
      if (end) return done;
      await handle(text);
      done++;
    }
  } finally {
    thread.terminate();
  }
}

export class Mailbox implements Disposable {
  #fd: Fd | undefined;
  #name: string;

  private constructor(fd: Fd, name: string) {
    this.#fd = fd;
    this.#name = name;
  }

  static create(name: string, capacity: number, size: number): Mailbox {
    const flags = O_RDONLY | O_NONBLOCK | O_CREAT | O_EXCL;
    return new Mailbox(mqOpen(name, flags, 0o600, { capacity, size }), name);
  }

  static post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    return Right.post(name, letter, priority);
  }

  take(ms = BIGGEST ** 2): { letter: Uint8Array; priority: number } | undefined {
    const end = performance.now() + ms;
    for (;;) {
      try {
        const { bytes, priority } = mqReceive(this.#fd!, mqGetattr(this.#fd!).size);
        return { letter: bytes, priority };
      } catch (error) {
        if (!(error instanceof SysError) || error.code !== "EAGAIN") throw error;
      }
      const left = Math.min(Math.ceil(end - performance.now()), BIGGEST);
      if (left <= 0) return undefined;
      try {
        poll([{ fd: this.#fd!, events: POLLIN }], left);
      } catch (error) {
        if (!(error instanceof SysError) || error.code !== "EINTR") throw error;
      }
    }
  }

  [Symbol.dispose](): void {
    if (this.#fd === undefined) return;
    close(this.#fd);
    mqUnlink(this.#name);
    this.#fd = undefined;
  }
}
