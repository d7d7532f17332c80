/**
 * Runs a scenario of two or three threads under every interleaving of their operations on shared memory,
 * and shows the shortest one that goes wrong. No luck is involved: the result is the same in every run.
 *
 * ```ts
 * import { peerModule, supervised, timeout } from "lib/testing/mod.ts";
 * import { explore } from "lib/testing/interleave/mod.ts";
 * import type { Scenario } from "lib/testing/interleave/scenario.ts";
 *
 * const counter = {
 *   create: () => new SharedArrayBuffer(4),
 *   increment: (shared: SharedArrayBuffer) => Atomics.add(new Int32Array(shared), 0, 1),
 *   value: (shared: SharedArrayBuffer) => Atomics.load(new Int32Array(shared), 0),
 * };
 * ```
 *
 * @module
 */

import type { PeerModule } from "../peer.ts";
import type { TestScope } from "../scope.ts";
import type { Options, Report } from "./report.ts";

/**
 * Explores a scenario, in another process. It fails, with the schedule, if the scenario can go wrong.
 *
 * @param start From the test's scope.
 * @param module The module under test. Each thread gets an instance of its own, as a Worker has one.
 * @param scenarios The URL of the module that exports the scenario, such as `import.meta.url`. It must
 *   not import the module under test itself, but for its types.
 * @param name The name of that export, a `Scenario`.
 * @param options How far to explore.
 * @returns How many schedules were run.
 * @throws {PeerError} When a schedule goes wrong. Its message is the sentence and the table.
 */
export async function explore(
  start: TestScope["start"],
  // deno-lint-ignore no-explicit-any
  module: PeerModule<any>,
  scenarios: string,
  name: string,
  options: Options = {},
): Promise<Report> {
  await Promise.resolve([start, module, scenarios, name, options]);
  throw new Error("Not written yet");
}
