/**
 * Models message channels, as soon as this module is loaded: a message of a thread to itself arrives in its
 * event loop.
 *
 * @module
 */

import { Schedule } from "./schedule.ts";

/** One end of a channel. */
class Port extends EventTarget {
  /** The other end. */
  other: Port | undefined;
  #onmessage: ((event: MessageEvent) => void) | null = null;

  get onmessage(): ((event: MessageEvent) => void) | null {
    return this.#onmessage;
  }
  set onmessage(listener: ((event: MessageEvent) => void) | null) {
    this.#onmessage = listener;
  }

  postMessage(message: unknown): void {
    const data = structuredClone(message);
    Schedule.current?.later(() => undefined, () => this.other?.receive(data));
  }

  receive(data: unknown): void {
    const event = new MessageEvent("message", { data });
    this.#onmessage?.(event);
    this.dispatchEvent(event);
  }

  close(): void {
    if (this.other) this.other.other = undefined;
    this.other = undefined;
  }

  start(): void {}
  ref(): void {}
  unref(): void {}
}

globalThis.MessageChannel = new Proxy(MessageChannel, {
  construct(type, args, target) {
    if (!Schedule.current?.running) return Reflect.construct(type, args, target);
    const [port1, port2] = [new Port(), new Port()];
    [port1.other, port2.other] = [port2, port1];
    return { port1, port2 };
  },
});
