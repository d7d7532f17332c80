/** Fixture: tests of several steps. */
import { peerModule, supervisedSteps, timeout } from "../mod.ts";
import { assertEquals } from "@std/assert";

const module = peerModule<{ fails(): void; succeeds(): void }>(
  "data:text/javascript,export function fails() { throw new Error('no') }; export const succeeds = () => {};",
);
const folders = new Set<string>();

Deno.test(
  "each step",
  { timeout },
  supervisedSteps({ one: 1, missing: undefined, two: 2 }, async ({ start, scratch }, variant) => {
    await start(module, "succeeds", []).result;
    assertEquals(folders.add(scratch()).size, variant); // a new one
  }),
);

Deno.test(
  "the first failure",
  { timeout },
  supervisedSteps({ good: 1, bad: 2, never: 3 }, async ({ start }, variant) => {
    await start(module, variant === 2 ? "fails" : "succeeds", []).result;
  }),
);
