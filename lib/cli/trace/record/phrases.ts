/**
 * The words of a call: as its man page names it, with the names of objects for descriptors.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import { killing, waiting } from "./children.ts";
import { handleOf, inScratch, pathOf } from "./descriptors.ts";
import { isAboutMemory, memoryPhrase } from "./memory.ts";
import type { Handle, KernelObject, Kind, Process, World } from "./world.ts";
import { basename } from "./names.ts";
import type { Processes } from "./processes.ts";
import { queuePhrase } from "./queues.ts";
import { isAboutSemaphores, semaphorePhrase } from "./semaphores.ts";
import type { Phrase, Words } from "./rows.ts";
import { signalPhrase } from "./signals.ts";
import { descriptor, descriptors, field, string, utf8 } from "./syntax.ts";

/** Calls that do the same as one that people know. */
const COMMON: Record<string, string> = {
  accept4: "accept",
  dup3: "dup2",
  epoll_pwait: "epoll_wait",
  epoll_pwait2: "epoll_wait",
  fcntl: "fcntl",
  openat: "open",
  creat: "open",
  pipe2: "pipe",
  ppoll: "poll",
  pread64: "pread",
  pwrite64: "pwrite",
  pselect6: "select",
  renameat: "rename",
  renameat2: "rename",
  unlinkat: "unlink",
  mknod: "mkfifo",
  mknodat: "mkfifo",
  tgkill: "kill",
  tkill: "kill",
  wait4: "waitpid",
  waitid: "waitpid",
};

const IN = /^(read|readv|pread64|recvfrom|recvmsg|recvmmsg)$/;
const OUT = /^(write|writev|pwrite64|sendto|sendmsg|sendmmsg)$/;
const THROUGH = /^(sendfile|splice|tee|copy_file_range)$/;
const ON_DESCRIPTOR = /^(close|bind|listen|accept4?|connect|shutdown|flock)$/;
const COPIES = /^(dup[23]?)$/;
const MAKES = /^(pipe2?|socketpair|socket)$/;
const ON_PATH = /^(open|openat|creat|unlink|unlinkat|rename|renameat2?|mknod|mknodat)$/;
const WATCHES = /^(poll|ppoll|select|pselect6)$/;

/**
 * Puts a call into words, when it begins.
 *
 * @param call The call.
 * @param process Who calls.
 * @param processes Everybody.
 * @returns The words; nothing for a call that is about no object.
 */
export function phrase(call: Call, process: Process, processes: Processes): Phrase | undefined {
  const { name, args } = call;
  const common = COMMON[name] ?? name;
  const { world } = processes;
  if (isAboutMemory(call)) return memoryPhrase(call, process, processes);
  if (isAboutSemaphores(call)) return semaphorePhrase(call, world);
  const handle = handleOf(args[0], process, world);
  const about = (more: string[] = [], given = handle): Phrase | undefined =>
    given && {
      call: common,
      words: [
        `${common}(${descriptor(args[0])!.fd}<`,
        given.object,
        [">", ...more].join(", ").replace(">, ", ">, ") + ")",
      ],
      objects: [given.object],
    };
  if (IN.test(name)) return withMoves(about(), "in");
  if (OUT.test(name)) {
    const to = name === "sendto" ? address(args[4] ?? "") : "";
    return withMoves(about(to === "" ? [] : [`to ${to}`]), "out");
  }
  if (THROUGH.test(name)) {
    const ends = descriptors(args.join()).map((end) =>
      handleOf(`${end.fd}<${end.name}>`, process, world)!
    );
    const words = ends.flatMap(({ object }, at): Words => [at === 0 ? "" : ", ", object]);
    const objects = ends.map(({ object }) => object);
    return { call: common, words: [`${common}(`, ...words, ")"], objects, moves: "through" };
  }
  if (name === "close" && handle) return closing(descriptor(args[0])!.fd, handle);
  if (name === "bind" || name === "connect") return about([address(args[1] ?? "")]);
  if (name === "shutdown") return about([args[1] ?? ""]);
  if (name === "flock") return about([args[1] ?? ""]);
  // What Deno sets for itself is no part of a story.
  if (name === "setsockopt") return /REUSE/.test(args[2] ?? "") ? about([args[2]!]) : undefined;
  if (name === "fcntl") {
    if (!/^F_(OFD_)?SETLK/.test(args[1] ?? "")) return undefined;
    const lock = (name: string) => field(args[2] ?? "", name) ?? "?";
    const [type, start, length] = ["l_type", "l_start", "l_len"].map(lock);
    return about([args[1]!, type!, `${length === "0" ? "all" : length} bytes from ${start}`]);
  }
  if (ON_DESCRIPTOR.test(name)) return about();
  if (COPIES.test(name)) return minor(about(args.slice(1).map((arg) => arg.replace(/<.*/, ""))));
  if (MAKES.test(name)) return { call: common, words: [`${common}()`], objects: [] };
  // How folders are made is not recorded, nor shown when they go.
  if (name === "unlinkat" && args.includes("AT_REMOVEDIR")) return undefined;
  if (ON_PATH.test(name)) return onPath(common, args, processes);
  if (WATCHES.test(name)) {
    const objects = descriptors(args.join())
      .map(({ fd, name }) => handleOf(`${fd}<${name}>`, process, world)!.object);
    return { call: common, words: [`${common}(`, ...list(objects), ")"], objects, minor: true };
  }
  if (/^(kill|tkill|tgkill)$/.test(name)) return killing(args, processes);
  if (name === "wait4" || name === "waitid") return waiting(call, process, processes);
  return queuePhrase(call, world) ?? signalPhrase(call, process, processes);
}

function kindOf(path: string, call: string, world: World): Kind {
  if (path.startsWith("/dev/shm/")) return "area";
  return world.fifos.has(path) || call === "mkfifo" ? "FIFO" : "file";
}

function withMoves(phrase: Phrase | undefined, moves: Phrase["moves"]): Phrase | undefined {
  return phrase && moves ? { ...phrase, moves } : phrase;
}

function minor(phrase: Phrase | undefined): Phrase | undefined {
  return phrase && { ...phrase, minor: true };
}

function closing(fd: number, { object, end }: Handle): Phrase {
  const which = object.kind === "pipe" || object.kind === "FIFO" ? end : undefined;
  const words: Words = [`close(${fd}<`, object, which ? `, ${which}>)` : ">)"];
  return { call: "close", words, objects: [object] };
}

/** Objects with commas between. */
export function list(objects: KernelObject[]): Words {
  return objects.flatMap((object, at): Words => [...(at === 0 ? [] : [", "]), object]);
}

function onPath(call: string, args: string[], { world }: Processes): Phrase | undefined {
  const path = pathOf(args);
  if (path === undefined || !inScratch(path)) return undefined;
  const object = world.objects.get(path) ?? {
    kind: kindOf(path, call, world),
    path,
    ofTest: true,
    machinery: false,
  };
  world.objects.set(path, object);
  const flags = call === "open" ? args.find((arg) => /^O_/.test(arg)) : undefined;
  const shown = flags?.split("|").filter((flag) => !/CLOEXEC|LARGEFILE|NOCTTY/.test(flag)).join(
    "|",
  );
  const to = call === "rename"
    ? string(args.findLast((arg) => arg.startsWith('"')))?.text
    : undefined;
  const more = [shown, to === undefined ? undefined : basename(to)].filter((it) =>
    it !== undefined
  );
  return {
    call,
    words: [`${call}(`, object, ...more.map((it) => `, ${it}`), ")"],
    objects: [object],
  };
}

/** The address of a socket, as a call has it: the name of its path, or host and port. */
export function address(text: string): string {
  const path = string(/sun_path=("(?:[^"\\]|\\.)*")/.exec(text)?.[1])?.text;
  if (path !== undefined) return basename(utf8(path));
  const port = /htons\((\d+)\)/.exec(text)?.[1];
  const host = /inet_(?:addr|pton)\((?:AF_INET6, )?"([^"]*)"/.exec(text)?.[1] ?? "";
  return port === undefined ? "" : `${host}:${port}`;
}
