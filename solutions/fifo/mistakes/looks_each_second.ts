/** Mistake: it wakes up each second, and asks whether it is to stop. */
// Caught by: serve() sleeps while nobody writes, for hours
// Says: In an hour without a client, serve() woke up
// Violates: While nobody writes, it waits without using the CPU
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  const stop = new AbortController();
  const timer = setInterval(() => options.signal.aborted && stop.abort(), 1000);
  try {
    await serveWell(path, handle, { signal: AbortSignal.any([stop.signal, options.signal]) });
  } finally {
    clearInterval(timer);
  }
};
