/** Mistake: it gives the handler a minute, and then answers something that the handler never said. */
// Caught by: serve() sleeps while nobody writes, for hours
// Says: The answer, when handle needed an hour
// Violates: Makes the answer of the body
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  const inTime = async (body: string) => {
    const late = Promise.withResolvers<string>();
    const timer = setTimeout(late.resolve, 60_000, "busy");
    const answer = await Promise.race([handle(body), late.promise]);
    clearTimeout(timer);
    return answer;
  };
  await serveWell(path, inTime, options);
};
