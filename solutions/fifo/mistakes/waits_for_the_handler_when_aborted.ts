/** Mistake: when it is aborted it waits for the handler, which may never settle. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() aborted while handle is at work: it has not ended
// Violates: then the promise resolves, even while `handle` has not settled
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  const answers: Promise<string>[] = [];
  const noted = (body: string) => {
    const answer = handle(body);
    answers.push(answer);
    return answer;
  };
  await serveWell(path, noted, options);
  await Promise.allSettled(answers);
};
