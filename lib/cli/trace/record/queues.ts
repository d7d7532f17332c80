/**
 * The words for what is done with message queues: `man 7 sysvipc`, `man 7 mq_overview`. Whose message somebody
 * took is known, because of those with the same type or priority the oldest comes first.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import type { Phrase, Result, Words } from "./rows.ts";
import { descriptor, field, string } from "./syntax.ts";
import type { KernelObject, Process, World } from "./world.ts";

/** A message that was sent, as far as the record shows it. */
interface Sent {
  call: Call;
  by: Process;
  /** The queue, the type or priority, the length, and the first bytes. */
  what: string;
}

const NAMES: Record<string, string> = {
  mq_timedsend: "mq_send",
  mq_timedreceive: "mq_receive",
};

/**
 * Puts a call on a message queue into words, when it begins.
 *
 * @returns The words; nothing for a call that is about no queue.
 */
export function queuePhrase({ name, args }: Call, world: World): Phrase | undefined {
  const call = NAMES[name] ?? name;
  const about = (key: string, before: string, ...more: (string | undefined)[]): Phrase => {
    const object = queue(key, world);
    const shown = more.filter((it) => it !== undefined && it !== "" && it !== "0");
    const words: Words = [`${call}(${before}`, object, before === "" ? "" : ">"];
    return { call, words: [...words, ...shown.map((it) => `, ${it}`), ")"], objects: [object] };
  };
  const [first = "", message = "", , fourth, fifth] = args;
  const onDescriptor = (...more: (string | undefined)[]) => {
    const open = descriptor(first);
    return open && about(open.name, `${open.fd}<`, ...more);
  };
  switch (name) {
    case "msgget":
      return { call, words: [`msgget(${args.join(", ")})`], objects: [] };
    case "msgsnd":
      return about(first, "", `type ${field(message, "mtype")}`, fourth);
    case "msgrcv":
      return about(first, "", `type ${fourth}`, fifth);
    case "msgctl":
      return about(first, "", message);
    case "mq_open":
      return about(named(first), "", message.replace(/\|?O_CLOEXEC/, ""));
    case "mq_unlink":
      return about(named(first), "");
    case "mq_timedsend":
      return onDescriptor(`priority ${fourth}`);
    case "mq_timedreceive":
      return onDescriptor();
  }
}

/** Follows the messages through queues. */
export class Letters {
  #sent: Sent[] = [];

  /** A call begins: from now on, its message may be taken. */
  begin(call: Call, phrase: Phrase, by: Process): void {
    if (!/^(msgsnd|mq_timedsend)$/.test(call.name)) return;
    this.#sent.push({ call, by, what: this.#what(call, phrase, Number(call.args[2])) });
  }

  /**
   * Puts into words what came of a call.
   *
   * @param text How many bytes there are, and the first of them.
   * @returns The words; nothing when the call is about no queue, or its result says all.
   */
  end(
    call: Call,
    phrase: Phrase,
    world: World,
    text: (quoted: string, length: number) => string,
  ): Result | undefined {
    const { name, args, value = 0, error } = call;
    if (error !== undefined) {
      this.#sent = this.#sent.filter((it) => it.call !== call);
      return undefined;
    }
    if (name === "msgget") return { words: [" = ", queue(`${value}`, world)] };
    if (name === "mq_open") return { words: [` = ${value}`] };
    if (/^(msgsnd|mq_timedsend)$/.test(name)) {
      return { words: [`: ${text(bytesOf(call), Number(args[2]))}`] };
    }
    if (!/^(msgrcv|mq_timedreceive)$/.test(name)) return undefined;
    const kind = name === "msgrcv" ? "type" : "priority";
    const from = this.#take(this.#what(call, phrase, value));
    return {
      words: [` = ${kind} ${rankOf(call)}, ${text(bytesOf(call), value)}`],
      bytes: value,
      ...from && { from },
    };
  }

  #take(what: string): Process | undefined {
    const all = this.#sent.filter((it) => it.what === what);
    const [oldest] = all;
    if (oldest === undefined) return undefined;
    this.#sent.splice(this.#sent.indexOf(oldest), 1);
    // Of the same messages of several senders, nobody knows whose was first.
    return all.every(({ by }) => by === oldest.by) ? oldest.by : undefined;
  }

  #what(call: Call, { objects }: Phrase, length: number): string {
    const first = string(bytesOf(call))?.text.slice(0, Math.min(length, 60)) ?? "";
    return JSON.stringify([id(objects[0]!), rankOf(call), length, first]);
  }
}

const ids = new WeakMap<KernelObject, number>();
let count = 0;

/** Tells objects apart that have no name yet. */
function id(object: KernelObject): number {
  if (!ids.has(object)) ids.set(object, ++count);
  return ids.get(object)!;
}

/** The type or the priority of a message. */
function rankOf({ name, args }: Call): string {
  if (/^msg/.test(name)) return field(args[1] ?? "", "mtype") ?? "";
  return (args[3] ?? "").replace(/[[\]]/g, "");
}

/** The bytes of a message, as strace quotes them. */
function bytesOf({ name, args }: Call): string {
  if (!/^msg/.test(name)) return args[1] ?? "";
  return /mtext=("(?:[^"\\]|\\.)*"(?:\.\.\.)?)/s.exec(args[1] ?? "")?.[1] ?? "";
}

/** The name of a queue as its descriptor has it. */
function named(quoted: string): string {
  return `/${string(quoted)?.text ?? ""}`;
}

/** A queue, by its id or its name. */
function queue(key: string, world: World): KernelObject {
  const name = key.startsWith("/") ? key : `message queue ${key}`;
  const object = world.objects.get(name) ??
    { kind: "queue" as const, ofTest: true, machinery: false, datagrams: true };
  world.objects.set(name, object);
  return object;
}
