/**
 * What calls do to the descriptors of a process: `man 2 open`, `man 2 pipe`, `man 2 dup`, `man 2 close`,
 * `man 2 fcntl`, `man 2 socket`, `man 2 accept`, `man 7 unix`.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import type { End, Handle, KernelObject, Kind, Process, World } from "./world.ts";
import { type Descriptor, descriptor, descriptors, string, utf8 } from "./syntax.ts";

/** Folders of a test run, and its names of shared memory: what lies there belongs to a test. */
const SCRATCH = /\/ipc-katas-[0-9a-f]{12}\/|^\/dev\/shm\/ipc-katas-[0-9a-f]{12}-\d/;

/** Changes the descriptors of a process as a call did that has ended. */
export function apply(call: Call, process: Process, world: World): void {
  const { name, args } = call;
  if (call.error !== undefined && call.error !== "EINPROGRESS") return;
  const closesOnExec = args.some((arg) => arg.includes("CLOEXEC"));
  const made = descriptor(call.result?.replace(/ \(.*/, ""));
  const put = (made: Descriptor, end?: End) => {
    const handle = {
      object: objectOf(made, process, world, true),
      closesOnExec,
      ...end && { end },
    };
    process.table.set(made.fd, handle);
    return handle.object;
  };
  if (name === "pipe" || name === "pipe2") {
    const [read, write] = descriptors(args[0]!);
    world.objects.delete(read?.name ?? ""); // A number may return.
    if (read && write) [put(read, "read end"), put(write, "write end")];
  } else if (name === "socketpair") {
    const [one, other] = descriptors(args[3]!).map((end) => put(end));
    if (one && other) [one.peer, other.peer] = [other, one];
    for (const end of [one, other]) if (end) end.kind = "connection";
  } else if (/^(signalfd4?|timerfd_create)$/.test(name) && made) {
    world.objects.delete(made.name); // All of them have one name.
    put(made);
  } else if (name === "socket" && made) {
    world.objects.delete(made.name);
    const object = put(made);
    if (args[1]?.includes("SOCK_DGRAM")) object.datagrams = true;
  } else if (/^accept4?$/.test(name) && made) {
    const object = put(made);
    object.kind = "connection";
    joinEnds(made.name, object, world);
  } else if (name === "connect") {
    const object = handleOf(args[0], process, world)?.object;
    // A socket for datagrams only remembers where they go.
    if (object && !object.datagrams) object.kind = "connection";
  } else if (name === "listen" || name === "bind") {
    const object = handleOf(args[0], process, world)?.object;
    if (object && name === "listen") object.kind = "listener";
    if (object) {
      const path = string(/sun_path=("(?:[^"\\]|\\.)*")/.exec(args[1] ?? "")?.[1])?.text;
      if (path !== undefined) object.path ??= utf8(path);
    }
  } else if (/^(open|openat|creat)$/.test(name) && made) {
    put(made, endOf(args.join()));
  } else if (/^(dup[23]?)$/.test(name) && made) {
    copy(args[0], made.fd, name === "dup3" && closesOnExec);
  } else if (name === "fcntl" && args[1]?.startsWith("F_DUPFD") && made) {
    copy(args[0], made.fd, closesOnExec, process.isDeno);
  } else if (name === "fcntl" && args[1] === "F_SETFD") {
    const handle = handleOf(args[0], process, world);
    const fd = descriptor(args[0])!.fd;
    if (handle) process.table.set(fd, { ...handle, closesOnExec });
  } else if (name === "close") {
    process.table.delete(descriptor(args[0])?.fd ?? -1);
  } else if (name === "close_range") {
    closeRange(process, args, closesOnExec);
  } else if (/^recvm?msg$/.test(name)) {
    for (
      const rights of args.join().matchAll(
        /SCM_RIGHTS[^\]]*cmsg_data=\[([^\]]*(?:\][^\]]*)*?)\]\}/g,
      )
    ) {
      for (const received of descriptors(rights[1]!)) put(received);
    }
  } else if (/^mknod(at)?$/.test(name) && args.join().includes("S_IFIFO")) {
    const path = pathOf(args);
    if (path !== undefined) world.fifos.add(path);
    const looked = world.objects.get(path ?? ""); // Somebody may have looked for it before.
    if (looked) looked.kind = "FIFO";
  } else if (/^(unlink|rename)/.test(name)) {
    const path = pathOf(args);
    if (path !== undefined) forget(path, world); // The next one of that name is another one.
  }

  function copy(
    source: string | undefined,
    fd: number,
    closesOnExec: boolean,
    isCopy = false,
  ): void {
    const handle = handleOf(source, process, world);
    if (handle) process.table.set(fd, { ...handle, closesOnExec, isCopy });
    else process.table.delete(fd);
  }
}

/**
 * Finds out what a descriptor of a call stands for.
 *
 * @param text The argument.
 * @param process Who calls.
 * @param world Everything that is there.
 */
export function handleOf(
  text: string | undefined,
  process: Process,
  world: World,
): Handle | undefined {
  const named = descriptor(text);
  if (!named || named.name === "") return undefined;
  const known = process.table.get(named.fd);
  // A socket changes its name when it is bound and connected; the name of a pipe tells more than our list.
  if (known && isSocket(named.name)) {
    if (!world.objects.has(named.name)) {
      world.objects.set(named.name, known.object);
      joinEnds(named.name, known.object, world);
    }
    return known;
  }
  if (known && world.objects.get(named.name) === known.object) return known;
  const object = objectOf(named, process, world, false);
  const handle = { object, closesOnExec: false, stray: true };
  process.table.set(named.fd, handle);
  return handle;
}

function objectOf(
  { name }: Descriptor,
  process: Process,
  world: World,
  made: boolean,
): KernelObject {
  const existing = world.objects.get(name);
  if (existing) return existing;
  const path = name.startsWith("/") ? name.replace(/<char.*|\(deleted\)$/, "") : undefined;
  const object: KernelObject = {
    kind: kindOf(name, world),
    ...path !== undefined && { path },
    ofTest: path === undefined
      ? made && world.testing && (!process.isDeno || process.phase === "calling")
      : SCRATCH.test(path),
    ...made && { maker: process },
    ...!/^(pipe|TCP|UNIX-STREAM|UNIX):/.test(name) && path === undefined && { datagrams: true },
    machinery: !name.startsWith("/") && kindOf(name, world) === "other",
  };
  world.objects.set(name, object);
  return object;
}

function kindOf(name: string, world: World): Kind {
  if (name.startsWith("pipe:")) return "pipe";
  if (isSocket(name)) return "socket";
  if (name.startsWith("/dev/shm/")) return "area";
  if (name.startsWith("/")) return world.fifos.has(name) ? "FIFO" : "file";
  return /\b(signalfd|timerfd)\b/.exec(name)?.[1] as "signalfd" | "timerfd" | undefined ?? "other";
}

function isSocket(name: string): boolean {
  return /^(UNIX|TCP|UDP|socket)\b/.test(name);
}

/** The other end of a connection is the socket whose name has the same two addresses or numbers. */
function joinEnds(name: string, object: KernelObject, world: World): void {
  const [, kind, own, other] = /^([\w-]+):\[(.*?)->([^,\]]*)/.exec(name) ?? [];
  if (kind === undefined || object.peer) return;
  for (const [known, peer] of world.objects) {
    const fits = kind.startsWith("TCP")
      ? known === `${kind}:[${other}->${own}]`
      : known.startsWith("UNIX") && /\[(\d+)/.exec(known)?.[1] === other;
    if (fits && peer !== object) [object.peer, peer.peer] = [peer, object];
  }
}

/** The first path of a call, from the root. */
export function pathOf(args: string[]): string | undefined {
  const at = args.findIndex((arg) => arg.startsWith('"'));
  const bytes = string(args[at])?.text;
  const path = bytes === undefined ? undefined : utf8(bytes);
  const folder = /<(.*)>$/.exec(args[at - 1] ?? "")?.[1];
  return path === undefined || path.startsWith("/") || !folder ? path : `${folder}/${path}`;
}

/** Whether a path belongs to the folder of a test. */
export function inScratch(path: string): boolean {
  return SCRATCH.test(path);
}

function forget(path: string, world: World): void {
  world.objects.delete(path);
  world.fifos.delete(path);
}

function endOf(flags: string): End {
  if (flags.includes("O_RDWR")) return "both ends";
  return flags.includes("O_WRONLY") ? "write end" : "read end";
}

function closeRange(process: Process, [first, last]: string[], later: boolean): void {
  const end = last?.startsWith("~") ? Infinity : Number(last);
  for (const [fd, handle] of process.table) {
    if (fd < Number(first) || fd > end) continue;
    if (later) process.table.set(fd, { ...handle, closesOnExec: true });
    else process.table.delete(fd);
  }
}
