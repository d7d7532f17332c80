/**
 * The words for what is done with shared memory: `man 2 shmop`, `man 2 mmap`, `man 2 futex`.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import { handleOf } from "./descriptors.ts";
import type { Processes } from "./processes.ts";
import type { Phrase, Result, Words } from "./rows.ts";
import { descriptor } from "./syntax.ts";
import type { KernelObject, Process, World } from "./world.ts";

const CALLS = /^(shmget|shmat|shmdt|shmctl|mmap|munmap|ftruncate|futex)$/;

/** Whether a call is about memory. */
export function isAboutMemory({ name }: Call): boolean {
  return CALLS.test(name);
}

/**
 * Puts a call into words, when it begins.
 *
 * @param call The call.
 * @param process Who calls.
 * @param processes Everybody.
 * @returns The words; nothing for what Deno does with memory of its own.
 */
export function memoryPhrase(
  { name, args }: Call,
  process: Process,
  { world }: Processes,
): Phrase | undefined {
  const about = (object: KernelObject | undefined, ...words: Words): Phrase | undefined =>
    object?.ofTest ? { call: name, words: [`${name}(`, ...words], objects: [object] } : undefined;
  const file = (arg: string | undefined) => handleOf(arg, process, world)?.object;
  switch (name) {
    case "shmget":
      return { call: name, words: [`shmget(${args.join(", ")})`], objects: [] };
    case "shmat":
    case "shmctl": {
      const object = segment(args[0]!, world);
      const operation = name === "shmctl" ? `, ${args[1]}` : "";
      const phrase = about(object, object, `${operation})`);
      return phrase && args[1] === "IPC_STAT" ? { ...phrase, minor: true } : phrase;
    }
    case "ftruncate": {
      const object = file(args[0]);
      return object && about(object, `${descriptor(args[0])!.fd}<`, object, `>, ${args[1]})`);
    }
    case "mmap": {
      const object = file(args[4]);
      if (!object || args[3] === undefined) return undefined;
      const number = descriptor(args[4])!.fd;
      return about(object, `${args[1]}, ${args[3]}, ${number}<`, object, ">)");
    }
    case "futex":
      return futex(args, process, world);
    default: {
      const object = mappingAt(args[0]!, process, world)?.object;
      return object && about(object, object, ")");
    }
  }
}

/** Threads of one process wait for each other in memory of their own, which is not shown. */
function futex(args: string[], process: Process, world: World): Phrase | undefined {
  const [address, operation, value] = args;
  if (!/^FUTEX_(WAIT|WAKE)$/.test(operation ?? "")) return undefined;
  const mapping = mappingAt(address!, process, world);
  if (!mapping) return undefined;
  const { object, start } = mapping;
  const byte = Number(BigInt(address!) - start);
  const words = [`futex(`, object, `, byte ${byte}, ${operation}, ${value})`];
  return { call: "futex", words, objects: [object] };
}

/** Puts into words what a call returned, and keeps where it has put memory. */
export function memoryResult(call: Call, phrase: Phrase, process: Process, world: World): Result {
  const { name, result = "", value = 0 } = call;
  const [object] = phrase.objects;
  if (name === "shmget") return { words: [` = ${value}: `, segment(`${value}`, world)] };
  if ((name === "mmap" || name === "shmat") && object) {
    const start = /^0x[0-9a-f]+/.exec(result)?.[0];
    if (start) world.mappings.push({ process, start: BigInt(start), object });
    return { words: [] };
  }
  if (name === "munmap" || name === "shmdt") {
    const gone = mappingAt(call.args[0]!, process, world);
    world.mappings = world.mappings.filter((mapping) => mapping !== gone);
  }
  const waited = name === "futex" && call.args[1] === "FUTEX_WAIT";
  return { words: value === 0 && !waited ? [] : [` = ${value}`] };
}

function segment(id: string, world: World): KernelObject {
  const name = `segment ${id}`;
  const object = world.objects.get(name) ??
    { kind: "segment" as const, ofTest: true, machinery: false };
  world.objects.set(name, object);
  return object;
}

/** What this process has at an address: what begins there, or closest before it. */
function mappingAt(address: string, process: Process, world: World) {
  if (!/^0x[0-9a-f]+$/.test(address)) return undefined;
  const place = BigInt(address);
  const far = 2n ** 24n; // The record does not say how long a segment is. Those of tests are short.
  return world.mappings.filter((it) => it.process === process)
    .filter(({ start }) => start <= place && place < start + far)
    .sort((a, b) => Number(b.start - a.start))[0];
}
