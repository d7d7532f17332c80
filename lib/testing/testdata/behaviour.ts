/**
 * Declares the tests of the fixtures.
 *
 * @module
 */

import { peerModule, supervised, timeout } from "../mod.ts";
import type { PeerOptions } from "../peer/peer.ts";
import type { TestScope } from "../scope.ts";
import { assertEquals } from "@std/assert";

type Hostile = typeof import("./hostile.ts");

export const hostile = peerModule<Hostile>(import.meta.resolve("./hostile.ts"));

/** Declares a test that has to fail, and one after it that has to pass. */
export function behaviour(name: string, body: (scope: TestScope) => Promise<unknown> | void): void {
  Deno.test(name, { timeout }, supervised(async (scope) => void await body(scope)));
  Deno.test(
    `after: ${name}`,
    { timeout },
    supervised(async ({ start }) => {
      assertEquals(await start(hostile, "harmless", ["well"]).result, "well");
    }),
  );
}

/** Declares a test that only calls a function of `hostile.ts`. It is named as the call. */
export function call<K extends keyof Hostile & string>(
  name: K,
  args: Parameters<Hostile[K]>,
  options: PeerOptions = {},
): void {
  behaviour(
    [name, ...args].join(" ").trimEnd(),
    ({ start }) => start(hostile, name, args, { deadline: 400, ...options }).ended,
  );
}
