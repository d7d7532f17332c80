/** Fixture: explorations that come to nothing. */

import { peerModule, supervised, timeout } from "../mod.ts";
import { explore } from "../interleave/mod.ts";

const locks = peerModule(import.meta.resolve("./interleave_locks.ts"));
const broken = peerModule("data:text/javascript,export const const;");
const scenarios = import.meta.resolve("./interleave_scenarios.ts");

const behaviour = (name: string, module: typeof locks, scenario: string, options = {}) =>
  Deno.test(
    name,
    { timeout },
    supervised(async ({ start }) => {
      await explore(start, module, scenarios, scenario, options);
    }),
  );

for (const name of ["unwritten", "takesItsOwn", "missing"]) {
  behaviour(name, locks, name);
}
behaviour("looksOnce", locks, "looksOnce", { deadline: 3000 });
behaviour("a module that is not right", broken, "looks");
