/**
 * What the tests do with System V segments: many cases in one process. `url` is that of your file. Each
 * function gives what was wrong first, in words.
 *
 * @module
 */

import { SysError } from "lib/sys/errno.ts";
import { memoryLibc } from "lib/sys/libc.ts";
import * as shm from "lib/sys/shm.ts";
import { noteMade } from "lib/testing/peer/made.ts";
import {
  addressOf,
  claim,
  claimEmpty,
  claimFilled,
  claimSame,
  claimThrows,
  claimZeros,
  fill,
  findings,
  giveBack,
  viewsOf,
} from "./claims.ts";

type Kata = typeof import("./shared_memory.ts");

/** Around a page of 4096 bytes, and of 65536; and a large one. */
const SIZES = [100, 1, 3, 4095, 4096, 4097, 65536, 70_001, 2 ** 20 + 1];

const load = (url: string): Promise<Kata> => import(url);

/** Segments of several sizes, made and attached. */
export const create = (url: string, keys: number[]) =>
  findings(async () => {
    const { Segment } = await load(url);
    for (const [number, size] of SIZES.entries()) {
      const key = keys[number % keys.length]!;
      const what = `create(key, ${size})`;
      const segment = Segment.create(key, size);
      noteAll();
      const id = find(key);
      claim(id !== undefined, `after ${what}, no segment has this key`);
      const state = shm.shmctl(id, shm.IPC_STAT);
      claim(state.size === size, `${what} has made a segment of ${state.size} bytes`);
      const length = segment.memory.byteLength;
      claim(length === size, `after ${what}, memory has ${length} bytes`);
      const mode = state.mode.toString(8);
      claim(state.mode === 0o600, `${what}: its mode is 0${mode}, not 0600`);
      const times = state.attached;
      claim(times === 1, `after ${what}, the segment is attached ${times} times, not once`);
      claimZeros(segment.memory, `after ${what}`);
      withOther(id, size, (there) => claimSame(segment.memory, there, `after ${what}`));
      segment.detach();
      claim(find(key) === id, "detach() has removed the segment");
      segment.remove();
      claim(find(key) === undefined, `after detach() and remove(), a segment still has the key`);
    }
    for (const key of [keyFrom(1), keyFrom(2 ** 31 - 256)]) {
      const segment = Segment.create(key, 1);
      noteAll();
      const others = find(key);
      claim(others !== undefined, `after create(${key}, 1), no segment has this key`);
      Segment.open(key).detach();
      const left = segment.memory.byteLength;
      claim(left === 1, `create(), open() and detach() of what was opened: ${left} bytes are left`);
      segment.detach();
      segment.remove();
    }
  });

/** Draws one of 256 keys that nobody uses now. */
function keyFrom(first: number): number {
  for (;;) {
    const key = first + Math.floor(256 * Math.random());
    if (find(key) === undefined) return key;
  }
}

/** A key that is taken, by a segment of another size, too. */
export const createTwice = (url: string, [key, another]: number[]) =>
  findings(async () => {
    const { Segment } = await load(url);
    const size = 5000;
    const id = shm.shmget(key!, size, shm.IPC_CREAT | shm.IPC_EXCL | 0o640);
    withOther(id, size, fill);
    for (const again of [size, size - 1, size + 1, 1]) {
      const what = `create(key, ${again}) with a key that is taken`;
      claimThrows("EEXIST", what, () => Segment.create(key!, again));
      noteAll();
      claim(find(key!) === id, `after ${what}, another segment has the key, or none`);
      const { attached, mode, size: its } = shm.shmctl(id, shm.IPC_STAT);
      claim(attached === 0, `after ${what}, the segment is still attached`);
      const changed = its !== size || mode !== 0o640;
      claim(!changed, `${what}: it has changed the size or the mode of the segment`);
      withOther(id, size, (memory) => claimFilled(memory, what));
    }
    const race = "create(key, 100), when another process makes one with this key right before";
    claimThrows("EEXIST", race, () => {
      using other = makesFirst(another!);
      const its = Segment.create(another!, 100);
      if (other.made) return its;
      its.detach(); // Nobody could be faster, and there is one now.
      return Segment.create(another!, 100);
    });
    shm.shmctl(find(another!)!, shm.IPC_RMID);
    const next = Segment.create(another!, 1); // After a failure, the next call is as good as any.
    claim(find(another!) !== undefined, "after a failure, create() with another key has made none");
    next.detach();
  });

/** Makes a segment as another process does, right before somebody else would make it. */
function makesFirst(key: number): Disposable & { made: boolean } {
  type Shmget = (key: number, size: bigint, flags: number) => number;
  const libc = memoryLibc() as unknown as { shmget: Shmget };
  const { shmget } = libc;
  const other = { made: false, [Symbol.dispose]: () => void (libc.shmget = shmget) };
  libc.shmget = (...call) => {
    const makes = call[2] & shm.IPC_CREAT;
    if (makes) other.made = shmget(key, 100n, shm.IPC_CREAT | 0o600) !== -1;
    return shmget(...call);
  };
  return other;
}

/** Segments of several sizes that somebody else has made. */
export const open = (url: string, keys: number[]) =>
  findings(async () => {
    const { Segment } = await load(url);
    claimThrows("ENOENT", "open() with a key that nobody uses", () => Segment.open(keys[0]!));
    noteAll();
    claim(find(keys[0]!) === undefined, "open() has made a segment, where there was none");
    for (const [number, size] of SIZES.entries()) {
      const id = shm.shmget(
        keys[number % keys.length]!,
        size,
        shm.IPC_CREAT | shm.IPC_EXCL | 0o600,
      );
      const made = shm.shmat(id, size);
      fill(made.memory);
      const what = `open() of a segment of ${size} bytes`;
      const [segment, again] = [1, 2].map(() => Segment.open(keys[number % keys.length]!));
      const length = segment!.memory.byteLength;
      claim(length === size, `${what}: memory has ${length} bytes`);
      claimFilled(segment!.memory, what);
      claimSame(segment!.memory, made.memory, what);
      claimSame(segment!.memory, again!.memory, `${what}, twice in one process`);
      const { attached } = shm.shmctl(id, shm.IPC_STAT);
      claim(
        attached === 3,
        `${what}: each has to attach it once, and both did ${attached - 1} times`,
      );
      segment!.detach();
      claimSame(again!.memory, made.memory, `${what} twice, and detach() of one`);
      again!.detach();
      giveBack(made, shm.shmdt);
      shm.shmctl(id, shm.IPC_RMID);
    }
  });

/** Views of memory that is given back, and what lies there afterwards. */
export const detach = (url: string, [key, another]: number[]) =>
  findings(async () => {
    const module = await load(url);
    const { Segment } = module;
    const id = shm.shmget(key!, 4096, shm.IPC_CREAT | shm.IPC_EXCL | 0o600);
    const other = shm.shmget(another!, 4096, shm.IPC_CREAT | shm.IPC_EXCL | 0o600);
    withOther(id, 4096, fill);
    for (const made of [false, true]) {
      const segment = made ? Segment.create(key!, 4096) : Segment.open(key!);
      const its = find(key!)!;
      if (made) fill(segment.memory);
      const views = viewsOf(() => segment.memory);
      const address = addressOf(segment.memory);
      segment.detach();
      claimEmpty(views, segment.memory, "detach()");
      claim(find(key!) === its, "detach() has removed the segment");
      claim(attachedTo(its) === 0, "after detach(), the segment is still attached");
      // Something else may lie there now.
      const pointer = memoryLibc().shmat(other, address, 0);
      const lies = attachedTo(other) === 1;
      segment.detach();
      segment[Symbol.dispose]();
      claim(
        !lies || attachedTo(other) === 1,
        "detach() was called twice, and the second call has detached something else that lies there now",
      );
      claim(segment.memory.byteLength === 0, "after detach() twice, memory is not empty any more");
      if (lies) memoryLibc().shmdt(pointer);
      claim(exists(its), "the end of a block, after detach(), has removed the segment");
      withOther(its, 4096, (memory) => claimFilled(memory, "after detach()"));
      shm.shmctl(its, shm.IPC_RMID);
    }
    endOfBlock(module, key!);
  });

/** Segments that lose their key, while others have them attached. */
export const remove = (url: string, [key, another]: number[]) =>
  findings(async () => {
    const { Segment } = await load(url);
    const segment = Segment.create(key!, 4096);
    const id = find(key!)!;
    const other = shm.shmat(id, 4096);
    fill(segment.memory);
    segment.remove();
    claim(find(key!) === undefined, "after remove(), somebody can still find the segment");
    const next = Segment.create(key!, 8192);
    const nextId = find(key!);
    claim(
      nextId !== undefined && nextId !== id,
      "after remove() and create(), no new segment has the key",
    );
    claim(segment.memory.byteLength === 4096, "after remove(), the caller's own memory is gone");
    claimSame(segment.memory, other.memory, "after remove()");
    claimFilled(other.memory, "after remove(), for those who have it attached");
    try {
      segment.remove();
    } catch (error) {
      if (!(error instanceof Error)) throw error; // Whether it may be removed twice, nobody has said.
    }
    claim(
      find(key!) === nextId,
      "remove() has removed another segment, which has got the key since",
    );
    segment.detach();
    giveBack(other, shm.shmdt);
    claim(!exists(id), "the last one has detached a removed segment, and it is still there");
    next.detach();
    next.remove();
    claim(
      find(key!) === undefined,
      "after detach() and remove(), somebody can still find the segment",
    );
    // By somebody who has not made it.
    shm.shmget(another!, 100, shm.IPC_CREAT | shm.IPC_EXCL | 0o600);
    const opened = Segment.open(another!);
    opened.remove();
    claim(
      find(another!) === undefined,
      "after open() and remove(), somebody can still find the segment",
    );
    opened.detach();
  });

/** A program in another language reads and writes a segment. */
export const withPerl = (url: string, key: number) =>
  findings(async () => {
    const { Segment } = await load(url);
    const segment = Segment.create(key, 4096);
    const bytes = new Uint8Array(segment.memory);
    const text = "written here, für perl";
    const its = new TextEncoder().encode(text);
    bytes.set(its, 90);
    const script = 'my $id = shmget($ARGV[0], 0, 0) // die "shmget: $!"; ' +
      'shmread($id, $text, 90, $ARGV[1]) or die "shmread: $!"; print $text; ' +
      'shmwrite($id, "written by perl", 4081, 15) or die "shmwrite: $!";';
    const args = ["-e", script, `${key}`, `${its.length}`];
    const { stdout, stderr } = new Deno.Command("perl", { args }).outputSync();
    const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    const said = decode(stdout);
    claim(said === text, `perl reads "${said}" from the segment, not "${text}": ${decode(stderr)}`);
    const answer = decode(bytes.slice(4081));
    claim(
      answer === "written by perl",
      `perl has written to the segment, and memory has "${answer}"`,
    );
    segment.detach();
    segment.remove();
  });

/** The id of the segment that has a key, if one has. */
function find(key: number): number | undefined {
  try {
    return shm.shmget(key, 0, 0);
  } catch (error) {
    if (error instanceof SysError && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function attachedTo(id: number): number {
  return shm.shmctl(id, shm.IPC_STAT).attached;
}

function exists(id: number): boolean {
  try {
    return attachedTo(id) >= 0;
  } catch {
    return false;
  }
}

/** Looks at a segment as another process does: through an attachment of its own. */
function withOther(id: number, size: number, look: (memory: ArrayBuffer) => void): void {
  const mapping = shm.shmat(id, size);
  try {
    look(mapping.memory);
  } finally {
    giveBack(mapping, shm.shmdt);
  }
}

/** Notes all segments that this process has made, also under another key, so that they will be removed. */
function noteAll(): void {
  for (const { id, maker } of all()) if (maker === Deno.pid) noteMade("shm", id);
}

/** All segments there are, and the processes that have made them. */
function all(): { id: number; maker: number }[] {
  const [, ...rows] = Deno.readTextFileSync("/proc/sysvipc/shm").trimEnd().split("\n");
  return rows.map((row) => {
    const [, id, , , maker] = row.trim().split(/\s+/).map(Number);
    return { id: id!, maker: maker! };
  });
}

/** Removes the segments that a process has made, which may have died before it could note them. */
export function removeAllOf(pid: number): void {
  for (const { id, maker } of all()) if (maker === pid && exists(id)) shm.shmctl(id, shm.IPC_RMID);
}

/** The end of a block in which a segment was declared with `using`. */
function endOfBlock({ Segment }: Kata, key: number): void {
  for (const made of [true, false]) {
    const what = `the end of \`using segment = Segment.${made ? "create()" : "open()"}\``;
    let views: ArrayBufferView[] = [];
    let memory: ArrayBuffer;
    {
      using segment = made ? Segment.create(key, 4096) : Segment.open(key);
      views = viewsOf(() => segment.memory);
      memory = segment.memory;
      if (made) fill(memory);
    }
    claimEmpty(views, memory, what);
    const id = find(key);
    claim(id !== undefined, `${what} has removed the segment`);
    claim(attachedTo(id) === 0, `after ${what}, the segment is still attached`);
    withOther(id, 4096, (memory) => claimFilled(memory, `after ${what}`));
  }
}
