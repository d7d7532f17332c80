/**
 * Whether somebody looks at the learner's code in a debugger.
 *
 * @module
 */

/** With `IPC_KATAS_INSPECT=1`, peers wait for a debugger, and nothing has a deadline. */
export const inspecting: boolean = Boolean(Deno.env.get("IPC_KATAS_INSPECT"));
