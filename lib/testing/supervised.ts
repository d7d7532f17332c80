/**
 * Wraps the body of a test so that the test ends with one clear failure, whatever happens in it.
 *
 * ```ts
 * import { peerModule, supervised, timeout } from "lib/testing/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const example = peerModule<{ count(): void }>(
 *   "data:text/javascript,export const count = () => console.log(1);",
 * );
 *
 * Deno.test(
 *   "what a peer prints is shown with its role",
 *   { timeout },
 *   supervised(async ({ start }) => {
 *     assertEquals(await start(example, "count", [], { role: "greeter" }).result, undefined);
 *   }),
 * );
 * ```
 *
 * @module
 */

import { begins } from "./current_test.ts";
import { abandon } from "./diagnosis/pause.ts";
import { inspecting } from "./peer/inspecting.ts";
import { PeerError } from "./peer/peer_error.ts";
import { after } from "./peer/running_time.ts";
import { mark } from "./diagnosis/tracing.ts";
import type { TestScope } from "./scope.ts";
import { SupervisedScope } from "./supervised_scope.ts";
import { ScratchError, tryScratch, Watchdog } from "./watchdog/watchdog.ts";

/**
 * The time limit of a test, in milliseconds: `Deno.test(name, { timeout }, …)`. It is the last resort;
 * every peer has a deadline of its own, and that one explains itself. It goes on while the run is stopped,
 * as by Ctrl-Z, and deadlines are up to four times as long on a busy machine: so it is long.
 */
export const timeout: number | undefined = inspecting ? undefined : 120_000;

/** The time limit of a test that accepts very slow solutions, and therefore is late later. */
export const slowTimeout: number | undefined = inspecting ? undefined : 240_000;

/** When a test as a whole is late, in milliseconds. */
const LATE = 12_000;

/** How a test is supervised. */
export interface SlowTest {
  /** When it is late, in milliseconds. @default {12_000} */
  late?: number;
}

try {
  tryScratch();
} catch (error) {
  if (!(error instanceof ScratchError)) throw error;
  console.error(`\n${error.message}\n`); // Later, it would be shown with a stack.
  Deno.exit(1);
}

let watchdog: Watchdog | undefined;
let current: SupervisedScope | undefined;

/**
 * Makes a test function of a body that may start peers.
 *
 * An error in any peer ends the test at once, whatever the body awaits. When the test ends, all that it
 * started ends too.
 *
 * @param body What the test does.
 * @param options `late`: when it is late, where that is later than for others.
 */
export function supervised(
  body: (scope: TestScope, context: Deno.TestContext) => Promise<void> | void,
  { late: limit = LATE }: SlowTest = {},
): (context: Deno.TestContext) => Promise<void> {
  return async (context) => {
    begins(context.name);
    mark({ kind: "test", ...testOf(context) });
    const scope = current = new SupervisedScope(watchdog!);
    const late = Promise.withResolvers<never>();
    let failed = false;
    const isLate = () => late.reject(new PeerError(`The test did not end in ${limit} ms`));
    const disarm = inspecting ? () => {} : after(limit, isLate);
    const running = (async () => {
      await body(scope, context);
      await scope.finish();
    })();
    // It may go on, and fail again, after the test has ended; and peers wait for what the test has open.
    const explained = Promise.withResolvers<void>();
    const over = Promise.allSettled([running, explained.promise]).then(() => scope.release());
    try {
      await Promise.race([running, scope.failure, late.promise]);
      mark({ kind: "over" });
      explained.resolve();
      await over;
    } catch (error) {
      mark({ kind: "over" });
      failed = true;
      await scope.settle(); // A peer's own error explains more than what it led to.
      const reasons = await scope.explain(error);
      if (error instanceof Error && reasons.length > 0) {
        error.message += `\n\nMeanwhile, ${reasons.join("\n")}`;
      }
      throw error;
    } finally {
      explained.resolve();
      disarm();
      await scope.close();
      if (failed) await abandon();
    }
  };
}

/** The name of the test, and of its step. */
function testOf({ name, parent }: Deno.TestContext): { name: string; step?: string } {
  return parent ? { name: testOf(parent).name, step: name } : { name };
}

Deno.test.beforeAll(() => {
  watchdog = new Watchdog();
});
// After a timeout of Deno.test() the function above has not come to its end.
Deno.test.afterEach(() => current?.close());
Deno.test.afterAll(() => watchdog?.close());

for (const type of ["unhandledrejection", "error"] as const) {
  globalThis.addEventListener(type, (event) => {
    if (!current) return; // While the file is loaded, Deno itself tells best what is wrong with it.
    event.preventDefault();
    const reason = event instanceof PromiseRejectionEvent ? event.reason : event.error;
    current.fail(reason);
  });
}
