/** Mistake: it returns while programs run. */
// Caught by: serve() kills programs that do not end within the patience
// Says: How many programs are not collected
// Violates: when they are collected and everything is
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  Children.prototype.stop = function () {
    return Promise.resolve(this.reap());
  };
  return await right(listener, program, options);
}
