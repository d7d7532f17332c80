// @ts-self-types="./mod.d.ts"
/**
 * A local stand-in for `jsr:@std/assert`, see `lib/std/README.md`.
 *
 * The code is Deno's own, taken from npm. Around it, the stack trace of a failed assertion is cut,
 * so that Deno shows the line of the test and not a line inside the library.
 *
 * @module
 */
import * as std from "deno-std/assert/mod.js";

export const AssertionError = std.AssertionError;
export const equal = std.equal;

/** Cuts the stack trace of an assertion that throws. */
function cutSync(assertion) {
  return function cut(...args) {
    try {
      return assertion(...args);
    } catch (error) {
      if (error instanceof AssertionError) Error.captureStackTrace(error, cut);
      throw error;
    }
  };
}

/** The same for one that rejects: the site of the call is known only before the first `await`. */
function cutAsync(assertion) {
  return function cut(...args) {
    const site = new AssertionError("");
    Error.captureStackTrace(site, cut);
    return assertion(...args).catch((error) => {
      if (!(error instanceof AssertionError)) throw error;
      site.message = error.message;
      throw site;
    });
  };
}

export const assert = cutSync(std.assert);
export const assertAlmostEquals = cutSync(std.assertAlmostEquals);
export const assertArrayIncludes = cutSync(std.assertArrayIncludes);
export const assertEquals = cutSync(std.assertEquals);
export const assertExists = cutSync(std.assertExists);
export const assertFalse = cutSync(std.assertFalse);
export const assertGreater = cutSync(std.assertGreater);
export const assertGreaterOrEqual = cutSync(std.assertGreaterOrEqual);
export const assertInstanceOf = cutSync(std.assertInstanceOf);
export const assertIsError = cutSync(std.assertIsError);
export const assertLess = cutSync(std.assertLess);
export const assertLessOrEqual = cutSync(std.assertLessOrEqual);
export const assertMatch = cutSync(std.assertMatch);
export const assertNotEquals = cutSync(std.assertNotEquals);
export const assertNotInstanceOf = cutSync(std.assertNotInstanceOf);
export const assertNotMatch = cutSync(std.assertNotMatch);
export const assertNotStrictEquals = cutSync(std.assertNotStrictEquals);
export const assertObjectMatch = cutSync(std.assertObjectMatch);
export const assertRejects = cutAsync(std.assertRejects);
export const assertStrictEquals = cutSync(std.assertStrictEquals);
export const assertStringIncludes = cutSync(std.assertStringIncludes);
export const assertThrows = cutSync(std.assertThrows);
export const fail = cutSync(std.fail);
export const unimplemented = cutSync(std.unimplemented);
export const unreachable = cutSync(std.unreachable);
