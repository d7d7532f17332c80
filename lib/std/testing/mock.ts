/**
 * A local stand-in for the common half of `jsr:@std/testing/mock`, see `lib/std/README.md`.
 *
 * @module
 */
// deno-lint-ignore-file no-explicit-any
import { assertEquals, AssertionError, assertIsError } from "@std/assert";

/** Thrown when a spy or a stub is used in a way that it does not support. */
export class MockError extends Error {
  /** Makes one. */
  constructor(message: string) {
    super(message);
    this.name = "MockError";
  }
}

/** One call of a spy. */
export interface SpyCall<Self = any, Args extends unknown[] = any[], Return = any> {
  /** What it was called with. */
  args: Args;
  /** What it gave back. */
  returned?: Return;
  /** What it threw. */
  error?: Error;
  /** What it was called on. */
  self?: Self;
}

/** A function that remembers how it was called. */
export interface Spy<Self = any, Args extends unknown[] = any[], Return = any> {
  (this: Self, ...args: Args): Return;
  /** The function behind it. */
  original: (this: Self, ...args: Args) => Return;
  /** Its calls so far, in the order in which they ended. */
  calls: SpyCall<Self, Args, Return>[];
  /** Whether the original method is back. */
  restored: boolean;
  /** Puts the original method back; throws if there is none, or if it is back already. */
  restore(): void;
}

/** A spy on a method; `using` restores it at the end of the block. */
export interface MethodSpy<Self = any, Args extends unknown[] = any[], Return = any>
  extends Spy<Self, Args, Return>, Disposable {}

/** A spy on a method that calls `fake` in place of the original. */
export interface Stub<Self = any, Args extends unknown[] = any[], Return = any>
  extends MethodSpy<Self, Args, Return> {
  /** What it calls. */
  fake: (this: Self, ...args: Args) => Return;
}

/** What {@linkcode assertSpyCall} compares; what is left out is not looked at. */
export interface ExpectedSpyCall<Self = any, Args extends unknown[] = any[], Return = any> {
  /** All the arguments. */
  args?: [...Args, ...unknown[]];
  /** What it was called on. */
  self?: Self;
  /** What it gave back. */
  returned?: Return;
  /** What it threw. */
  error?: {
    /** The class of the error. */
    Class?: new (...args: any[]) => Error;
    /** A part of its message. */
    msgIncludes?: string;
  };
}

type ArgsOf<Self, Prop extends keyof Self> = Self[Prop] extends (...args: infer Args) => unknown
  ? Args
  : unknown[];
type ReturnOf<Self, Prop extends keyof Self> = Self[Prop] extends (...args: any[]) => infer Return
  ? Return
  : unknown;
type AnyFunction = (...args: any[]) => any;

const spies = new WeakSet<AnyFunction>();

/** A function that calls `run` and notes what came of it. */
function recorder(run: AnyFunction, properties: PropertyDescriptorMap): Spy {
  const calls: SpyCall[] = [];
  function spied(this: unknown, ...args: unknown[]): unknown {
    const call: SpyCall = this ? { args, self: this } : { args };
    try {
      return call.returned = run.apply(this, args);
    } catch (error) {
      call.error = error as Error;
      throw error;
    } finally {
      calls.push(call);
    }
  }
  spies.add(spied);
  return Object.defineProperties(spied, {
    calls: { enumerable: true, value: calls },
    ...properties,
  }) as unknown as Spy;
}

/** Puts a recorder in the place of a method, until it is restored. */
function replace(self: any, property: PropertyKey, verb: "spy" | "stub", fake?: AnyFunction): Spy {
  const original = self[property];
  const absent = verb === "stub" && original === undefined;
  if (!absent && typeof original !== "function") {
    throw new MockError(`Cannot ${verb}: property is not an instance method`);
  }
  if (spies.has(original)) {
    throw new MockError(`Cannot ${verb}: already spying on instance method`);
  }
  const own = Object.getOwnPropertyDescriptor(self, property);
  if (own && !own.configurable) {
    throw new MockError(`Cannot ${verb}: non-configurable instance method`);
  }

  let restored = false;
  const restore = () => {
    if (restored) throw new MockError("Cannot restore: instance method already restored");
    if (own) Object.defineProperty(self, property, own);
    else delete self[property];
    restored = true;
  };
  const spied = recorder(fake ?? original, {
    original: { enumerable: true, value: original },
    ...(fake && { fake: { enumerable: true, value: fake } }),
    restored: { enumerable: true, get: () => restored },
    restore: { enumerable: true, value: restore },
    [Symbol.dispose]: { value: restore },
  });
  Object.defineProperty(self, property, {
    configurable: true,
    enumerable: own?.enumerable ?? false,
    writable: own?.writable ?? false,
    value: spied,
  });
  return spied;
}

/** A spy that does nothing. */
export function spy<Self = any, Args extends unknown[] = any[], Return = undefined>(): Spy<
  Self,
  Args,
  Return
>;
/** A spy around a function. */
export function spy<Self, Args extends unknown[], Return>(
  func: (this: Self, ...args: Args) => Return,
): Spy<Self, Args, Return>;
/** A spy in the place of a method, which it still calls. */
export function spy<Self, Prop extends keyof Self>(
  self: Self,
  property: Prop,
): MethodSpy<Self, ArgsOf<Self, Prop>, ReturnOf<Self, Prop>>;
export function spy(funcOrSelf?: unknown, property?: PropertyKey): Spy {
  if (funcOrSelf && property !== undefined) return replace(funcOrSelf, property, "spy");
  const original = (funcOrSelf || (() => {})) as AnyFunction;
  return recorder(original, {
    original: { enumerable: true, value: original },
    restored: { enumerable: true, get: () => false },
    restore: {
      enumerable: true,
      value: () => {
        throw new MockError("Cannot restore: function cannot be restored");
      },
    },
  });
}

/** Replaces a method with one that does nothing. */
export function stub<Self, Prop extends keyof Self>(
  self: Self,
  property: Prop,
): Stub<Self, ArgsOf<Self, Prop>, ReturnOf<Self, Prop>>;
/** Replaces a method with `func`. */
export function stub<Self, Prop extends keyof Self>(
  self: Self,
  property: Prop,
  func: (this: Self, ...args: ArgsOf<Self, Prop>) => ReturnOf<Self, Prop>,
): Stub<Self, ArgsOf<Self, Prop>, ReturnOf<Self, Prop>>;
export function stub(self: unknown, property: PropertyKey, func?: AnyFunction): Stub {
  return replace(self, property, "stub", func ?? (() => {})) as Stub;
}

/** A function that gives the values one by one; a value that is an `Error` is thrown. */
export function returnsNext<Return, Self = any, Args extends unknown[] = any[]>(
  values: Iterable<Return | Error>,
): (this: Self, ...args: Args) => Return {
  const iterator = (function* () {
    yield* values;
  })();
  const take = taker<Return>();
  return () => take(iterator.next());
}

/** A function that resolves to the values one by one; a value that is an `Error` rejects. */
export function resolvesNext<Return, Self = any, Args extends unknown[] = any[]>(
  iterable:
    | Iterable<Return | Error | Promise<Return | Error>>
    | AsyncIterable<Return | Error | Promise<Return | Error>>,
): (this: Self, ...args: Args) => Promise<Return> {
  const iterator = (async function* () {
    yield* iterable;
  })();
  const take = taker<Return>();
  return async () => take(await iterator.next());
}

function taker<T>(): (next: IteratorResult<T | Error>) => T {
  let taken = 0;
  return ({ done, value }) => {
    if (done) throw new MockError(`Not expected to be called more than ${taken} time(s)`);
    taken++;
    if (value instanceof Error) throw value;
    return value;
  };
}

/** Fails unless the spy was called that often. */
export function assertSpyCalls<Self, Args extends unknown[], Return>(
  spy: Spy<Self, Args, Return>,
  expectedCalls: number,
): void {
  cut(assertSpyCalls, () => {
    const few = spy.calls.length < expectedCalls;
    same(
      spy.calls.length,
      expectedCalls,
      few ? "Spy not called as much as expected" : "Spy called more than expected",
    );
  });
}

/** Fails unless that call of the spy went as expected; the first call has index 0. */
export function assertSpyCall<Self, Args extends unknown[], Return>(
  spy: Spy<Self, Args, Return>,
  callIndex: number,
  expected?: ExpectedSpyCall<Self, Args, Return>,
): void {
  cut(assertSpyCall, () => {
    const call = callAt(spy, callIndex);
    if (!expected) return;
    if (expected.args) same(call.args, expected.args, "Spy not called with expected args");
    if ("self" in expected) {
      same(
        call.self,
        expected.self,
        expected.self
          ? "Spy not called as method on expected self"
          : "Spy not expected to be called as method on object",
      );
    }
    if ("returned" in expected) {
      if ("error" in expected) {
        throw new TypeError("Do not expect error and return, only one should be expected");
      }
      if (call.error) {
        throw new AssertionError("Spy call did not return expected value, an error was thrown.");
      }
      same(call.returned, expected.returned, "Spy call did not return expected value");
    }
    if ("error" in expected) {
      if ("returned" in call) {
        throw new AssertionError("Spy call did not throw an error, a value was returned.");
      }
      assertIsError(call.error, expected.error?.Class, expected.error?.msgIncludes);
    }
  });
}

/** Fails unless that argument of that call is as expected; gives the argument back. */
export function assertSpyCallArg<Self, Args extends unknown[], Return, ExpectedArg>(
  spy: Spy<Self, Args, Return>,
  callIndex: number,
  argIndex: number,
  expected: ExpectedArg,
): ExpectedArg {
  return cut(assertSpyCallArg, () => {
    const arg = callAt(spy, callIndex).args[argIndex];
    assertEquals(arg, expected);
    return arg as ExpectedArg;
  });
}

function callAt(spy: Spy<any, any, any>, index: number): SpyCall {
  const call = spy.calls[index];
  if (!call) throw new AssertionError("Spy not called as much as expected");
  return call;
}

/** `assertEquals` with another first line. */
function same(actual: unknown, expected: unknown, title: string): void {
  try {
    assertEquals(actual, expected);
  } catch (error) {
    const diff = (error as Error).message.split("\n").slice(1).join("\n");
    throw new AssertionError(`${title}:\n${diff}`);
  }
}

/** Runs a check, and cuts the stack trace of its failure at the assertion's caller. */
function cut<T>(assertion: AnyFunction, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof AssertionError) Error.captureStackTrace(error, assertion);
    throw error;
  }
}
