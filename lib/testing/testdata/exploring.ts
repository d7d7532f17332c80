/** Fixture: explorations that come to nothing. */

import { peerModule, slowTimeout as timeout, supervised } from "../mod.ts";
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
    }, { late: 90_000 }),
  );

for (const name of ["unwritten", "takesItsOwn", "missing"]) {
  behaviour(name, locks, name);
}
behaviour("looksOnce", locks, "looksOnce", { deadline: 1000 });
behaviour("a module that is not right", broken, "looks");
behaviour("more than its work", locks, "exchanges", { work: 10 });
