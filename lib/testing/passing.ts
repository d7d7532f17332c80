/**
 * Lets time go by while a function is called, in every way in which a program notices time: timers go off, calls
 * that wait for a time at most come back soon, and whoever looks at the clock sees it ahead.
 *
 * So whoever gives up after some time does it in a moment. Use it in a peer, for a call that must not give up in
 * four times that long: each way adds its own time.
 *
 * ```ts
 * import { whileTimePasses } from "lib/testing/passing.ts";
 * import { poll } from "lib/sys/poll.ts";
 * import { setTimeout as sleep } from "node:timers/promises";
 *
 * const MINUTE = 60_000;
 * await whileTimePasses(MINUTE, () => sleep(MINUTE / 2));
 * await whileTimePasses(MINUTE, () => void poll([], MINUTE / 2));
 * await whileTimePasses(MINUTE, () => {
 *   for (const begin = Date.now(); Date.now() < begin + MINUTE / 2;);
 * });
 * ```
 *
 * @module
 */

import { Clock } from "./clock.ts";
import { hurrySleeps } from "./sleeps.ts";

/** How many looks at the clock show all the time that goes by. */
const LOOKS = 100;

/** How many sleeps are short. After these, whoever looks again and again takes no more of a processor than before. */
const SLEEPS = 500;

const real = { Date, date: Date.now };

/**
 * Calls a function, and lets time go by meanwhile.
 *
 * @param ms How much, in milliseconds.
 * @param call Calls the function.
 * @param passed Is called when timers have had that time, unless the function has ended before.
 */
export async function whileTimePasses<T>(
  ms: number,
  call: () => T | Promise<T>,
  passed = () => {},
): Promise<T> {
  using clock = new Clock();
  using _looks = whoeverLooksSees(ms);
  let sleeps = 0;
  using _sleeps = hurrySleeps(() => sleeps++ < SLEEPS, ms);
  let settled = false;
  const calling = (async () => await call())();
  calling.catch(() => {}).finally(() => settled = true);
  await clock.pause(0);
  // Before it waits by a timer, it may have to start something.
  for (let turn = 0; turn < 20 && !settled && clock.pending === 0; turn++) await clock.pause(5);
  let looked = 0;
  for (let part = 0; part < 5 && !settled; part++) looked += await clock.pass(ms / 10, 8);
  // Some count how often they have looked.
  for (let part = 0; part < 5 && !settled; part++) await clock.pass(ms / 10, looked > 20 ? 60 : 1);
  if (!settled) passed();
  return await calling;
}

/** Sets the clock on with each look at it: nobody else can, while a function keeps its thread. */
function whoeverLooksSees(ms: number): Disposable {
  const time = Performance.prototype.now;
  let looks = 0;
  const ahead = () => ms * Math.min(looks++ / LOOKS, 1);
  Performance.prototype.now = () => time.call(performance) + ahead();
  real.Date.now = () => real.date() + ahead(); // The clock asks this one.
  return {
    [Symbol.dispose]: () => {
      Performance.prototype.now = time;
      real.Date.now = real.date;
    },
  };
}
