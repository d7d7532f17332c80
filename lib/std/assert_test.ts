import * as std from "@std/assert";
import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertIsError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotInstanceOf,
  assertNotMatch,
  assertNotStrictEquals,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  equal,
  fail,
  unimplemented,
  unreachable,
} from "@std/assert";
import { fromFileUrl, join } from "@std/path";

/** What a failing assertion says, without colours. */
function failure(run: () => void): string {
  // deno-lint-ignore no-control-regex
  return assertThrows(run, AssertionError).message.replaceAll(/\x1b\[\d+m/g, "");
}

Deno.test("every assertion passes when it holds", () => {
  assert("x");
  assertAlmostEquals(0.1 + 0.2, 0.3);
  assertArrayIncludes([1, 2, { a: 3 }], [{ a: 3 }, 1]);
  assertEquals({ a: [1, new Map([["b", 2]])] }, { a: [1, new Map([["b", 2]])] });
  assertExists(0);
  assertFalse(0);
  assertGreater(2, 1);
  assertGreaterOrEqual(2, 2);
  assertInstanceOf(new RangeError(), Error);
  assertIsError(new RangeError("too big"), RangeError, "big");
  assertIsError(new RangeError("too big"), Error, /^too/);
  assertLess(1, 2);
  assertLessOrEqual(2, 2);
  assertMatch("kata", /k.t/);
  assertNotEquals([1], [2]);
  assertNotInstanceOf(1 as unknown, Error);
  assertNotMatch("kata", /dojo/);
  assertNotStrictEquals([1], [1]);
  assertObjectMatch({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 2 } });
  assertStrictEquals(NaN, NaN);
  assertStringIncludes("kata", "at");
});

Deno.test("every assertion throws an AssertionError when it does not hold", () => {
  const failing: [string, () => unknown][] = [
    ["", () => assert(0)],
    ["close to", () => assertAlmostEquals(1, 1.1)],
    ["to include", () => assertArrayIncludes([1], [2])],
    ["not equal", () => assertEquals(1, 2)],
    ["null or undefined", () => assertExists(null)],
    ["", () => assertFalse(1)],
    ["Expect 1 > 1", () => assertGreater(1, 1)],
    ["Expect 1 >= 2", () => assertGreaterOrEqual(1, 2)],
    ["instance of", () => assertInstanceOf(1, Error)],
    ["to be an Error object", () => assertIsError("no")],
    ["Expect 1 < 1", () => assertLess(1, 1)],
    ["Expect 2 <= 1", () => assertLessOrEqual(2, 1)],
    ["to match", () => assertMatch("kata", /dojo/)],
    ["not to be", () => assertNotEquals([1], [1])],
    ["to not be an instance", () => assertNotInstanceOf(new Error() as unknown, Error)],
    ["to not match", () => assertNotMatch("kata", /k/)],
    ["to not be strictly equal", () => assertNotStrictEquals(1, 1)],
    ["not equal", () => assertObjectMatch({ a: 1 }, { a: 2 })],
    ["not reference-equal", () => assertStrictEquals([1], [1])],
    ["to contain", () => assertStringIncludes("kata", "dojo")],
    ["to throw", () => assertThrows(() => {})],
    ["Failed assertion", () => fail()],
    ["Unimplemented", () => unimplemented()],
    ["Unreachable", () => unreachable()],
  ];
  for (const [message, run] of failing) {
    const error = assertThrows(run, AssertionError, message);
    assertEquals(error.name, "AssertionError", String(run));
  }
});

Deno.test("assertEquals() names both values when they differ", () => {
  const message = failure(() => assertEquals({ a: 1 }, { a: 2 }, "why"));
  assertStringIncludes(message, "Values are not equal: why");
  assertMatch(message, /^- +a: 1,$/m);
  assertMatch(message, /^\+ +a: 2,$/m);
});

Deno.test("equal() treats NaN as equal to itself, and a class as different from its parts", () => {
  class Point {
    x = 1;
  }
  assert(equal([NaN, 0], [NaN, -0]));
  assertFalse(equal(new Point(), { x: 1 }));
  assertFalse(equal({ a: undefined }, {}));
});

Deno.test("assertThrows() gives back what was thrown", () => {
  const thrown = new RangeError("too big");
  const run = () => {
    throw thrown;
  };
  assertStrictEquals(assertThrows(run), thrown);
  assertStrictEquals(assertThrows(run, RangeError, "big"), thrown);
});

Deno.test("assertThrows() fails on the wrong class, the wrong message and a value that is no error", () => {
  const run = () => {
    throw new RangeError("too big");
  };
  assertStringIncludes(failure(() => assertThrows(run, TypeError)), `but was "RangeError"`);
  assertStringIncludes(failure(() => assertThrows(run, RangeError, "small")), `"too big"`);
  const throwString = () => {
    throw "text";
  };
  assertEquals(assertThrows(throwString), "text");
  assertStringIncludes(failure(() => assertThrows(throwString, Error)), "non-Error");
});

Deno.test("assertRejects() gives back the reason", async () => {
  const reason = new RangeError("too big");
  assertStrictEquals(await assertRejects(() => Promise.reject(reason)), reason);
  assertStrictEquals(await assertRejects(() => Promise.reject(reason), RangeError, "big"), reason);
});

Deno.test("assertRejects() fails when nothing rejects, also when the function throws before its promise", async () => {
  const error = await assertRejects(
    () => assertRejects(() => Promise.resolve(), "why"),
    AssertionError,
    "Expected function to reject: why",
  );
  assertStringIncludes(error.stack ?? "", "AssertionError: Expected function to reject: why\n");
  assertFalse("cause" in error);
  await assertRejects(
    () =>
      assertRejects(() => {
        throw new Error();
      }),
    AssertionError,
    "Function throws when expected to reject.",
  );
});

Deno.test("assertRejects() fails on the wrong class and the wrong message", async () => {
  const run = () => Promise.reject(new RangeError("too big"));
  await assertRejects(() => assertRejects(run, TypeError), AssertionError, "RangeError");
  await assertRejects(() => assertRejects(run, RangeError, "small"), AssertionError, "too big");
});

Deno.test("assertions narrow the type of what they check", () => {
  const text = ((): string | undefined => "kata")();
  assert(text !== undefined);
  text.length;

  const found = ((): { a: number } | null => ({ a: 1 }))();
  assertExists(found);
  found.a;

  const caught: unknown = new RangeError("too big");
  assertInstanceOf(caught, RangeError);
  caught.message;

  const error: unknown = new TypeError("wrong");
  assertIsError(error);
  error.stack;

  const literal: unknown = "a";
  assertStrictEquals<"a">(literal, "a");
  literal satisfies "a";

  const either = ((): Date | number => 1)();
  assertNotInstanceOf(either, Date);
  either.toFixed();

  const falsy = ((): 0n | true => 0n)();
  assertFalse(falsy);
  falsy satisfies 0n;
});

Deno.test("the types refuse what the types of the real package refuse", () => {
  (() => {
    // @ts-expect-error a string is not an array
    assertArrayIncludes("kata", "a");
    // @ts-expect-error the values have different types
    assertEquals<number>(1, "1");
    // @ts-expect-error the function does not return a promise
    assertRejects(() => 1);
    // @ts-expect-error a class is not a message
    assertThrows(() => {}, RangeError, /pattern/);
    // @ts-expect-error the name is not exported
    std.AnyClass;
  });
});

Deno.test("the declared names of @std/assert are the ones that exist", async () => {
  const types = await Deno.readTextFile(new URL("assert/mod.d.ts", import.meta.url));
  const declared = types.matchAll(/^export declare (?:function|class|const) (\w+)/gm);
  const names = new Set(Array.from(declared, ([, name]) => name));
  assertEquals([...names].sort(), Object.keys(std).sort());
});

const scratch = `import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { assertSpyCall, assertSpyCalls, spy } from "@std/testing/mock";
Deno.test("a", () => {
  assertEquals(1, 2);
});
Deno.test("b", () => {
  assertThrows(() => {
    assertEquals(1, 2);
  }, TypeError);
});
Deno.test("c", async () => {
  await Promise.resolve();
  await assertRejects(async () => await Promise.resolve());
});
Deno.test("d", () => {
  return assertRejects(() => Promise.reject(new Error()), TypeError);
});
Deno.test("e", () => {
  assertSpyCalls(spy(), 1);
});
Deno.test("f", () => {
  assertSpyCall(spy(), 0);
});
`;

Deno.test("the output of a failed test shows the line of the test first", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "scratch_test.ts");
    await Deno.writeTextFile(file, scratch);
    const config = fromFileUrl(new URL("../../deno.json", import.meta.url));
    const { success, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "--no-check", "--no-lock", "--config", config, file],
      env: { NO_COLOR: "1" },
      stderr: "null",
    }).output();
    assertFalse(success);

    const errors = new TextDecoder().decode(stdout).split(/^error: /m).slice(1);
    const lines = errors.map((error) => error.match(/^ +at .*?(\w+\.ts:\d+):\d+\)?$/m)?.[1]);
    assertEquals(lines, [4, 7, 13, 16, 19, 22].map((line) => `scratch_test.ts:${line}`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
