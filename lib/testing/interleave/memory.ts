/**
 * Makes a step of every plain access to shared memory, as soon as this module is loaded: typed arrays and
 * DataViews over a `SharedArrayBuffer` are proxies from then on.
 *
 * @module
 */

import { cell, placeOf } from "./place.ts";
import { Schedule } from "./schedule.ts";

// deno-lint-ignore no-explicit-any
export type View = any;

const Shared = SharedArrayBuffer;
/** The property by which a proxy tells what it stands for. */
const BEHIND = Symbol("the view behind the proxy");

/** Gives the view behind a proxy. */
export function unwrap(view: View): View {
  return view?.[BEHIND] ?? view;
}

function access<T>(
  what: string,
  act: () => T,
  changes: boolean,
  words: (value: T, shared: unknown) => string,
): T {
  const schedule = Schedule.current!;
  return schedule.step(what, (thread) => {
    const value = act();
    if (changes) schedule.turns.changed();
    schedule.story?.tell(thread, words(value, schedule.shared));
    return value;
  });
}

const isIndex = (key: string | symbol): key is string =>
  typeof key === "string" && /^\d+$/.test(key);

const handler: ProxyHandler<View> = {
  get(view, key) {
    if (key === BEHIND) return view;
    const threaded = Schedule.current?.running !== undefined;
    if (threaded && isIndex(key)) {
      const words = (value: unknown, shared: unknown) =>
        `read ${cell(placeOf(view, key), shared)} → ${value}`;
      return access(`read ${key}`, () => view[key], false, words);
    }
    const value = Reflect.get(view, key, view);
    return typeof value === "function" ? method(view, nameOf(key), value) : value;
  },
  set(view, key, value) {
    if (!Schedule.current?.running || !isIndex(key)) return Reflect.set(view, key, value, view);
    const changes = view[key] !== value;
    const words = (value: unknown, shared: unknown) =>
      `write ${cell(placeOf(view, key), shared)} ${value}`;
    access(`write ${key}`, () => view[key] = value, changes, words);
    return true;
  },
};

const nameOf = (key: string | symbol) => typeof key === "string" ? key : "values";

/** Methods that write into the view. All others only look at it. */
const WRITES = /^(fill|set|copyWithin|reverse|sort)/;

/** A method of a view is one step, however many elements it looks at. */
// deno-lint-ignore ban-types
function method(view: View, name: string, its: Function): Function {
  return (...args: unknown[]) => {
    const call = (on: View) => its.apply(on, args.map(unwrap));
    if (name === "subarray") return wrap(call(view));
    if (!Schedule.current?.running) return call(view);
    const words = () => `${name}(${args.join(", ")})`;
    if (view instanceof DataView || WRITES.test(name)) {
      return access(name, () => call(view), WRITES.test(name), words);
    }
    // What the method gives may be looked at later on, as an iterator is, or may call something.
    return call(access(name, () => view.slice(), false, words));
  };
}

/** Whether a view is one of shared memory. */
export function isShared(view: View): boolean {
  return view?.buffer instanceof Shared;
}

function wrap(view: View): View {
  return isShared(view) ? new Proxy(view, handler) : view;
}

// deno-lint-ignore no-explicit-any
const types = globalThis as any;
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (!/^(\w+\d+(Clamped)?Array|DataView)$/.test(name)) continue;
  types[name] = new Proxy(types[name], {
    construct: (type, args, target) => wrap(Reflect.construct(type, args.map(unwrap), target)),
  });
}

types.SharedArrayBuffer = new Proxy(Shared, {
  construct(type, args, target) {
    const make = () => Reflect.construct(type, args, target) as SharedArrayBuffer;
    const schedule = Schedule.current;
    if (schedule?.running) return schedule.once("new SharedArrayBuffer", make);
    const memory = make();
    schedule?.memories.push(memory);
    return memory;
  },
});
