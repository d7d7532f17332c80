/**
 * Programs that call your receiveAll(), while the doorbell rings at the worst moments, or not for days.
 *
 * @module
 */

import { Clock } from "lib/testing/clock.ts";
import { SignalListeners } from "lib/testing/signal_listeners.ts";
import {
  addSignalListener,
  DAY,
  dieOf,
  exists,
  HOUR,
  load,
  ring,
  said,
  settled,
  turn,
  watch,
  within,
} from "./means.ts";

/**
 * Receives letters from a folder on a slow disk. Notes what they say, and which are still there, then sends
 * itself the signal, which has to kill it.
 */
export async function receiveThenDie(
  kata: string,
  doorbell: Deno.Signal,
  mailbox: string,
  report: string,
) {
  const { receiveAll } = await load(kata);
  const { remove } = Deno;
  Deno.remove = async (...args) => {
    for (let i = 0; i < 3; i++) await turn();
    await remove(...args);
  };
  const letters = await receiveAll(doorbell, mailbox);
  const left = letters.map((_, i) => `${i + 1}`).filter((name) => exists(`${mailbox}/${name}`));
  Deno.writeTextFileSync(report, JSON.stringify({ letters, left }));
  return await dieOf(doorbell);
}

/**
 * Receives letters. The doorbell rings once for nothing. Then the first letter is there, but nobody rings,
 * and days go by. Then there is a file with how many letters were there, and what was surprising. Somebody
 * else listens all the time: a ring that is late does no harm.
 */
export async function receiveAfterFalseAlarm(kata: string, doorbell: Deno.Signal, mailbox: string) {
  const { receiveAll } = await load(kata);
  const clock = new Clock(); // for good: time does not go back
  Deno.addSignalListener(doorbell, () => {});
  const receiving = receiveAll(doorbell, mailbox);
  const watched = watch(receiving);
  await ring(doorbell);
  await clock.pause(20);
  const surprises: string[] = [];
  let often = 0;
  let seconds = 0;
  let letters = 0;
  // A look for a ring that has come may be late, once.
  for (let looks = 0; looks === letters && letters < 2;) {
    put(mailbox, ++letters, `letter ${letters}`);
    const begin = performance.now();
    often = await clock.pass(30_000, 100);
    seconds = (performance.now() - begin) / 1000;
    await clock.pass(HOUR);
    await clock.pass(25 * DAY, 10);
    if (!exists(`${mailbox}/${letters}`)) looks++;
    if (looks === 2) surprises.push("receiveAll() took letters, although nobody had rung.");
  }
  if (often > seconds + 1) {
    const what = surprises.length > 0 ? "looks" : "is woken by timers";
    const rate = `${often} times within ${seconds.toFixed()} seconds`;
    surprises.splice(0, 1, `receiveAll() ${what} again and again: ${rate} without a ring.`);
  }
  if (watched.fate === "waits") {
    Deno.writeTextFileSync(`${mailbox}/new`, JSON.stringify({ letters, surprises }));
    Deno.renameSync(`${mailbox}/new`, `${mailbox}/days later`);
  }
  return await receiving;
}

/**
 * Receives letters. Whenever nobody listens, the doorbell rings, which kills the process. After SIGVTALRM,
 * somebody else listens as well, and there is a file "safe": the last ring may come late.
 */
export async function receiveUnderFire(kata: string, doorbell: Deno.Signal, mailbox: string) {
  const { receiveAll } = await load(kata);
  let safe = false;
  using _ = new SignalListeners(doorbell, () => {
    if (exists(`${mailbox}/1`) || safe) return;
    Deno.kill(Deno.pid, doorbell);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  });
  addSignalListener("SIGVTALRM", () => {
    safe = true;
    addSignalListener(doorbell, () => {});
    Deno.writeTextFileSync(`${mailbox}/safe`, "");
  });
  return await receiveAll(doorbell, mailbox);
}

/**
 * Receives letters. In each turn of the event loop, the thread is held for a moment, so that what you have
 * looked for is found by then, or not. Then the doorbell rings before you are told. When the last letter
 * has been taken, the next one is there by then.
 */
export async function receiveWhileItRings(
  kata: string,
  doorbell: Deno.Signal,
  mailbox: string,
  count: number,
) {
  const { receiveAll } = await load(kata);
  const listeners = new SignalListeners(doorbell);
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const receiving = receiveAll(doorbell, mailbox);
  const watched = watch(receiving);
  let delivered = 0;
  for (let turns = 0, lies = 0; watched.fate === "waits" && lies < 400; turns++) {
    await turn();
    Atomics.wait(cell, 0, 0, 2);
    if (delivered > 0 && exists(`${mailbox}/${delivered}`)) {
      lies++;
      continue;
    }
    // The ring comes in the first turn, in the second one, and so on: each look ends in one of them.
    if (delivered < count && turns % 4 >= delivered % 4) {
      delivered++;
      put(mailbox, delivered, delivered === count ? "" : `letter ${delivered}`);
      [turns, lies] = [-1, 0];
    }
    listeners.ring();
    listeners.ring(); // There may be two senders.
  }
  if (watched.fate === "waits" && exists(`${mailbox}/${delivered}`)) {
    return `Letter ${delivered} lies in the mailbox. The doorbell had rung while receiveAll() looked.`;
  }
  return await receiving;
}

/**
 * Several receive at the same time, one of whom has another doorbell, some later, and one from a folder that
 * is not there.
 */
export async function receiveTogether(
  kata: string,
  doorbell: Deno.Signal,
  another: Deno.Signal,
  mailboxes: string[],
) {
  const { receiveAll } = await load(kata);
  const [first, second, third, fourth] = mailboxes as [string, string, string, string];
  const { default: process } = await import("node:process");
  let heard = 0;
  const others = [() => heard++, () => heard++] as const;
  Deno.addSignalListener(doorbell, others[0]);
  process.on(doorbell, others[1]);
  using listeners = new SignalListeners(doorbell);
  const surprises: string[] = [];
  const missing = watch((async () => await receiveAll(doorbell, `${first}/missing`))());
  await settled(missing);
  if (missing.fate !== "NotFound") {
    surprises.push(`The folder is missing, and receiveAll() ${said(missing.fate)}.`);
  }
  if (listeners.count > 0 && missing.fate !== "waits") {
    surprises.push(`receiveAll() ${said(missing.fate)}, and its listener is still there.`);
  }
  if (surprises.length > 0) return surprises;
  put(first, 1, "first");
  const receiving = [
    receiveAll(doorbell, first),
    receiveAll(doorbell, second),
    receiveAll(another, fourth),
  ];
  const watched = receiving.map(watch);
  const deliveries = [
    [doorbell, second, 1, "second"],
    [another, fourth, 1, "fourth"],
    [doorbell, second, 2, ""],
    [doorbell, first, 2, ""],
    [another, fourth, 2, ""],
  ] as const;
  for (const [bell, mailbox, number, letter] of deliveries) {
    put(mailbox, number, letter);
    await ring(bell);
    if (await within(300, () => !exists(`${mailbox}/${number}`))) continue;
    const which = ["first", "second", "third"][[first, second, fourth].indexOf(mailbox)];
    return [
      `Three receive. The doorbell ${bell} of the ${which} one has rung, and its letter ${number} is not taken.`,
    ];
  }
  await settled(watched[0]!);
  const [, folder, relative] = /^(.*)\/([^/]+)$/.exec(third)!;
  Deno.chdir(folder!);
  Deno.symlinkSync(relative!, "link");
  const last: string[][] = [];
  for (
    const [path, what] of [
      [relative!, "from the current folder"],
      ["link", "a link to a folder"],
      ["link", "which was emptied before"],
    ]
  ) {
    put(third, 1, "third");
    put(third, 2, "");
    const receiving = receiveAll(doorbell, path!);
    const fate = await settled(watch(receiving));
    const words = `The path is "${path}", ${what}. Two letters are there, and receiveAll()`;
    if (fate !== "returned") return [`${words} ${said(fate)}.`];
    last.push(await receiving);
  }
  const all = [...await Promise.all(receiving), ...last];
  const got = JSON.stringify(all);
  const right = '[["first"],["second"],["fourth"],["third"],["third"],["third"]]';
  if (got !== right) surprises.push(`Six received ${got} instead of ${right}.`);
  if (listeners.count > 0) {
    surprises.push("receiveAll() returned, and its listener is still there.");
  }
  const before = heard;
  await ring(doorbell);
  if (heard !== before + 2) surprises.push("A listener of somebody else is gone.");
  Deno.removeSignalListener(doorbell, others[0]);
  process.off(doorbell, others[1]);
  return surprises;
}

/** Puts a letter into a mailbox: nobody ever sees a part of it. */
function put(mailbox: string, number: number, letter: string): void {
  Deno.writeTextFileSync(`${mailbox}/new`, letter);
  Deno.renameSync(`${mailbox}/new`, `${mailbox}/${number}`);
}
