/** Mistake: it tells the ends of those only that ran when it was told to stop. */
// Caught by: serve() goes on when a program crashes, and tells how each one has ended
// Says: What serve() gives
// Violates: of all that were started
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  let last: Awaited<ReturnType<typeof right>> = [];
  const { stop } = Children.prototype;
  Children.prototype.stop = async function (options) {
    return last = await stop.call(this, options);
  };
  await right(listener, program, options);
  return last;
}
