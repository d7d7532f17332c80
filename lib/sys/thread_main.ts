/**
 * The program of a thread of `thread.ts`: loads a module, calls its exports, and tells what came of it.
 *
 * @module
 */

/** What a thread has to do: load a module, or call an export of it. */
export type Order = { module: string } | { name: string; args: unknown[] };

/** What a thread tells: a result, an error, or something else that was thrown. */
export type Told =
  & { /** The number of the order. */ order: number }
  & (
    | { returned: unknown }
    | { name: string; message: string; stack?: string; code?: unknown }
    | { value: unknown }
  );

const { postMessage } = self as unknown as { postMessage(told: Told): void };

// deno-lint-ignore no-explicit-any
let module: Promise<any>;

self.addEventListener("message", async (event) => {
  const { number, ...order } = (event as MessageEvent<Order & { number: number }>).data;
  try {
    postMessage({ order: number, returned: await carryOut(order) });
  } catch (thrown) {
    postMessage({ order: number, ...describe(thrown) });
  }
});

async function carryOut(order: Order): Promise<unknown> {
  if ("module" in order) return void await (module = import(order.module));
  const { name, args } = order;
  const exports = await module;
  if (typeof exports[name] !== "function") {
    throw new TypeError(`Cannot call ${name}(): there is no such export`);
  }
  return await exports[name](...args);
}

/** A copy of an error would have another name. */
function describe(thrown: unknown) {
  if (!(thrown instanceof Error)) return { value: thrown };
  const { name, message, stack } = thrown;
  return { name, message, stack, code: (thrown as { code?: unknown }).code };
}
