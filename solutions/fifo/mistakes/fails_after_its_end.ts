/** Mistake: nobody takes the error of a handler that fails when all is over. */
// Caught by: serve() removes its FIFO however it ends, and whoever shares its process goes on
// Says: serve() left an error that nobody caught
// Violates: What `handle` throws after that is ignored
export * from "../fifo.ts";
import { serve as serveWell } from "../fifo.ts";

export const serve: typeof serveWell = async (path, handle, options) => {
  let over = false;
  const watched = (body: string) => {
    const answer = handle(body);
    answer.finally(() => over && console.log("too late")); // a promise of its own
    return answer;
  };
  await serveWell(path, watched, options);
  over = true;
};
