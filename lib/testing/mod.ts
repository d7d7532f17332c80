/**
 * All that a test file of a kata needs, in one import. It has to be the file's first: before anything
 * else is loaded, it checks that the tests can run here.
 *
 * ```ts
 * import { peerModule, supervised, timeout } from "lib/testing/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const example = peerModule<{ double(n: number): number }>(
 *   "data:text/javascript,export const double = (n) => 2 * n;",
 * );
 *
 * Deno.test(
 *   "double() doubles",
 *   { timeout },
 *   supervised(async ({ start }) => {
 *     assertEquals(await start(example, "double", [21]).result, 42);
 *   }),
 * );
 * ```
 *
 * @module
 */

import "./guard.ts";
export { assertError, assertResult, expectNothing } from "./assert_outcome.ts";
export { assertArrived, assertBytes, concat, different, positions } from "./bytes.ts";
export { eventually, soon } from "./peer/eventually.ts";
export { peerModule } from "./peer/peer.ts";
export { PeerError } from "./peer/peer_error.ts";
export { supervisedSteps } from "./steps.ts";
export { slowTimeout, supervised, timeout } from "./supervised.ts";
export { interrupt, interruptThreads, WaitingCalls } from "./waits.ts";

/**
 * Imports what some scenarios import from npm. Nobody calls it: as it stands here, Deno fetches the package
 * before the first test runs. A peer that had to fetch it would be told that it left a connection open.
 */
export const fetchedBefore = (): Promise<unknown> => import("./properties.ts");
