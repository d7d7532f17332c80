/**
 * The types of `@std/assert`, for the compiled JavaScript in npm's `deno-std`.
 *
 * @module
 */

// Without this line, TypeScript would export every name in this file.
export {};

/** Any class, abstract or not, that makes a `T`. */
// deno-lint-ignore no-explicit-any
type AnyClass<T = unknown> = abstract new (...args: any[]) => T;

/** What is left of a type when its value is falsy. */
export type Falsy = false | 0 | 0n | "" | null | undefined;

/** Anything with a length and indexes, except a string. */
export type ArrayLikeArg<T> = ArrayLike<T> & object;

/** Thrown by every assertion in this module that does not hold. */
export declare class AssertionError extends Error {
  /** Makes one, with an optional cause. */
  constructor(message: string, options?: ErrorOptions);
}

/** Deep equality, as {@linkcode assertEquals} uses it. */
export declare function equal(a: unknown, b: unknown): boolean;

/** Fails unless `expr` is truthy; afterwards TypeScript knows that it is. */
export declare function assert(expr: unknown, msg?: string): asserts expr;
/** Fails unless `expr` is falsy; afterwards TypeScript knows that it is. */
export declare function assertFalse(
  expr: unknown,
  msg?: string,
): asserts expr is Falsy;
/** Fails unless the two are deeply equal. */
export declare function assertEquals<T>(
  actual: T,
  expected: T,
  msg?: string,
): void;
/** Fails if the two are deeply equal. */
export declare function assertNotEquals<T>(
  actual: T,
  expected: T,
  msg?: string,
): void;
/** Fails unless `Object.is(actual, expected)`. */
export declare function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T;
/** Fails if `Object.is(actual, expected)`. */
export declare function assertNotStrictEquals<T>(
  actual: T,
  expected: T,
  msg?: string,
): void;
/** Fails unless the two numbers are within `tolerance` (1e-7 of `expected`) of each other. */
export declare function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
): void;
/** Fails if `actual` is `null` or `undefined`. */
export declare function assertExists<T>(
  actual: T,
  msg?: string,
): asserts actual is NonNullable<T>;
/** Fails unless `actual > expected`. */
export declare function assertGreater<T>(
  actual: T,
  expected: T,
  msg?: string,
): void;
/** Fails unless `actual >= expected`. */
export declare function assertGreaterOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void;
/** Fails unless `actual < expected`. */
export declare function assertLess<T>(
  actual: T,
  expected: T,
  msg?: string,
): void;
/** Fails unless `actual <= expected`. */
export declare function assertLessOrEqual<T>(
  actual: T,
  expected: T,
  msg?: string,
): void;
/** Fails unless every element of `expected` is somewhere in `actual`. */
export declare function assertArrayIncludes<T>(
  actual: ArrayLikeArg<T>,
  expected: ArrayLikeArg<T>,
  msg?: string,
): void;
/** Fails unless `expected` is a part of the string `actual`. */
export declare function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
): void;
/** Fails unless `actual` matches the pattern. */
export declare function assertMatch(
  actual: string,
  expected: RegExp,
  msg?: string,
): void;
/** Fails if `actual` matches the pattern. */
export declare function assertNotMatch(
  actual: string,
  expected: RegExp,
  msg?: string,
): void;
/** Fails unless `actual` has every property that `expected` has, deeply. */
export declare function assertObjectMatch(
  // deno-lint-ignore no-explicit-any
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void;
/** Fails unless `actual` is an instance of the class. */
export declare function assertInstanceOf<C extends AnyClass>(
  actual: unknown,
  expectedType: C,
  msg?: string,
): asserts actual is InstanceType<C>;
/** Fails if `actual` is an instance of the class. */
export declare function assertNotInstanceOf<A, T>(
  actual: A,
  unexpectedType: AnyClass<T>,
  msg?: string,
): asserts actual is Exclude<A, T>;
/** Fails unless `error` is an `Error` of that class, with that message. */
export declare function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass?: AnyClass<E>,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E;
/** Fails unless `fn` throws; gives back what it threw. */
export declare function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Fails unless `fn` throws an error of that class; gives the error back. */
export declare function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: AnyClass<E>,
  msgIncludes?: string,
  msg?: string,
): E;
/** Fails unless `fn` returns a promise that rejects; gives back the reason. */
export declare function assertRejects(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): Promise<unknown>;
/** Fails unless the promise rejects with an error of that class; gives the error back. */
export declare function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: AnyClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
/** Fails, always. */
export declare function fail(msg?: string): never;
/** Fails, to mark what is not written yet. */
export declare function unimplemented(msg?: string): never;
/** Fails, to mark what cannot be reached. */
export declare function unreachable(msg?: string): never;
