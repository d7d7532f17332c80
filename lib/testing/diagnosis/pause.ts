/**
 * Pauses between two looks, which end with the test that they belong to.
 *
 * ```ts
 * import { abandon, pause } from "lib/testing/diagnosis/pause.ts";
 *
 * await pause(1);
 * const never = pause(60_000);
 * await abandon(); // Now no timer is left that a sanitizer could find.
 * never.then(() => console.log("This is not shown"));
 * ```
 *
 * @module
 */

/** The timers of those who pause. */
const timers = new Set<ReturnType<typeof setTimeout>>();

/**
 * Lets some time go by.
 *
 * @param ms How much, in milliseconds; for ever, when it is abandoned meanwhile.
 */
export function pause(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    timers.delete(timer);
    resolve();
  }, ms);
  timers.add(timer);
  return promise;
}

/**
 * Lets those who pause now wait for ever, without a timer: the test that they belong to has failed, and a
 * timer of theirs would be taken for one of the next test. So would a read that is about to end, because
 * its connection was closed: that gets a moment.
 */
export async function abandon(): Promise<void> {
  stopPauses();
  await new Promise((resolve) => setTimeout(resolve, 15));
  stopPauses();
}

function stopPauses(): void {
  timers.forEach(clearTimeout);
  timers.clear();
}
