/** Mistake: it has one place for what to do after SIGCHLD, and each call puts its own there. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: Two Children are stopped at the same time, all have ended
// Violates: as soon as all of them are collected
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

let collect = () => {};
const tell = () => collect();

export class Children extends Right {
  override async stop(options: { patience: number }): Promise<Ended[]> {
    const { addSignalListener, removeSignalListener } = Deno;
    Deno.addSignalListener = (name, listener) => {
      addSignalListener(name, tell);
      collect = listener;
    };
    Deno.removeSignalListener = (name) => removeSignalListener(name, tell);
    const ended = await super.stop(options);
    Object.assign(Deno, { addSignalListener, removeSignalListener });
    return ended;
  }
}
