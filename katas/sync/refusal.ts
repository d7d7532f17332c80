/**
 * What a call of your functions threw.
 *
 * @module
 */

/** Calls something that has to throw; gives what it threw, or nothing. What is still to do is not caught. */
export function refusal(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && error.name === "TodoError") throw error;
    return error ?? "nothing at all";
  }
}
