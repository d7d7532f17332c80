/**
 * What the tests do with areas that have a name: many cases in one process. `url` is that of your file. Each
 * function gives what was wrong first, in words.
 *
 * @module
 */

import { close } from "lib/sys/fd.ts";
import { areaLibc, memoryLibc } from "lib/sys/libc.ts";
import {
  ftruncate,
  mmap,
  munmap,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  shmOpen,
  shmUnlink,
} from "lib/sys/mmap.ts";
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
type Area = import("./shared_memory.ts").Area;

/** Around a page of 4096 bytes, and of 65536; and a large one. */
const SIZES = [100, 1, 3, 4095, 4096, 4097, 65536, 70_001, 2 ** 20 + 1];
/** No process has an address space for so many. */
const TOO_MANY = 2 ** 52;

const load = (url: string): Promise<Kata> => import(url);

const fileOf = (name: string) => `/dev/shm${name}`;

/** Areas of several sizes, made and mapped. */
export const make = (url: string, name: string) =>
  findings(async () => {
    const { mapArea } = await load(url);
    Deno.umask(0);
    for (const size of SIZES) {
      const what = `mapArea(name, ${size})`;
      const area = mapArea(name, size);
      const stat = statOf(name);
      claim(stat !== undefined, `after ${what}, nothing has this name`);
      claim(stat.size === size, `${what} has made an area of ${stat.size} bytes`);
      const mode = stat.mode! & 0o777;
      claim(mode === 0o600, `${what}: its mode is 0${mode.toString(8)}, not 0600`);
      const length = area.memory.byteLength;
      claim(length === size, `after ${what}, memory has ${length} bytes`);
      claimClosed(name, what);
      claimZeros(area.memory, `after ${what}`);
      withOther(name, size, (there) => claimSame(area.memory, there, `after ${what}`));
      area[Symbol.dispose]();
      claim(statOf(name) === undefined, `at the end of ${what}, its name is still there`);
    }
    for (const odd of oddNames(name)) withOddName(mapArea, odd);
  });

/** Names of all kinds: with capitals, a space, also at the end, signs, letters of more than one byte, and long. */
const oddNames = (name: string) =>
  [".A b%20+~", "-fu\u0308r-日本 ", `-${"x".repeat(200 - name.length)}`].map((end) => name + end);

/** An area whose name looks unlike those of the other cases. */
function withOddName(mapArea: Kata["mapArea"], name: string): void {
  const what = `mapArea(${JSON.stringify(name)}, 100)`;
  const area = mapArea(name, 100);
  let made = false;
  try {
    made = statOf(name) !== undefined;
    claim(statOf(name)?.size === 100, `after ${what}, no area of 100 bytes has this name`);
    withOther(name, 100, (there) => claimSame(area.memory, there, `after ${what}`));
    mapArea(name)[Symbol.dispose]();
    const both = `${what}, mapArea(name) of the same area, and the end of the second one`;
    claim(
      statOf(name) !== undefined,
      `${both}: the name is gone, too, and the first one has made it`,
    );
    const left = area.memory.byteLength;
    claim(left === 100, `${both}: the memory of the first one has ${left} bytes`);
    area[Symbol.dispose]();
    claim(statOf(name) === undefined, `at the end of ${what}, its name is still there`);
  } finally {
    if (!made) area[Symbol.dispose](); // It has another name, and nobody else knows that one.
    if (statOf(name)) shmUnlink(name);
  }
}

/** Areas of several sizes that somebody else has made. */
export const map = (url: string, name: string) =>
  findings(async () => {
    const module = await load(url);
    const { mapArea } = module;
    for (const size of SIZES) {
      const what = `mapArea(name) of an area of ${size} bytes`;
      create(name, size, 0o640);
      withOther(name, size, fill);
      const before = statOf(name)!;
      const [area, again] = [mapArea(name), mapArea(name, undefined)];
      const length = area.memory.byteLength;
      claim(length === size, `${what}: memory has ${length} bytes`);
      const stat = statOf(name);
      claim(stat !== undefined, `after ${what}, nothing has this name any more`);
      const changed = stat.size !== size || stat.mode !== before.mode;
      claim(!changed, `${what}: it has changed the size or the mode of the area`);
      claimFilled(area.memory, what);
      claimClosed(name, what);
      withOther(name, size, (there) => claimSame(area.memory, there, what));
      claimSame(area.memory, again.memory, `${what}, twice in one process`);
      area[Symbol.dispose]();
      claim(statOf(name), `${what}: at its end, the name is gone, which others have made`);
      withOther(name, size, (there) =>
        claimSame(again.memory, there, `${what} twice, and the end of one`));
      again[Symbol.dispose]();
      claim(!isMapped(name), `${what}: at its end, it is still mapped`);
      shmUnlink(name);
    }
    withShell(module, name);
  });

/** What cannot be made, or mapped. Nothing may be open afterwards. */
export const refuse = (url: string, name: string) =>
  findings(async () => {
    const { mapArea } = await load(url);
    const nothing = (what: string) => {
      claim(statOf(name) === undefined, `after ${what}, something has this name`);
      claim(!isMapped(name), `after ${what}, something is mapped`);
    };
    claimThrows("ENOENT", "mapArea(name) without such a name", () => mapArea(name));
    nothing("mapArea(name) without such a name");
    for (let time = 0; time < 2; time++) {
      claimThrows("ENOMEM", `mapArea(name, ${TOO_MANY})`, () => mapArea(name, TOO_MANY));
      nothing(`mapArea(name, ${TOO_MANY})`);
    }
    create(name, 5000, 0o640);
    withOther(name, 5000, fill);
    for (const size of [5000, 4999, 5001, 1]) {
      const what = `mapArea(name, ${size}) with a name that is taken`;
      claimThrows("EEXIST", what, () => mapArea(name, size));
      const stat = statOf(name);
      claim(
        stat?.size === 5000,
        `${what}: the other area has ${stat?.size ?? "no name and no"} bytes`,
      );
      withOther(name, 5000, (memory) => claimFilled(memory, what));
      claimClosed(name, what);
    }
    shmUnlink(name);
    create(name, 0, 0o600);
    const what = "mapArea(name) of an area without any bytes";
    claimThrows("EINVAL", what, () => mapArea(name));
    const left = statOf(name);
    claim(left !== undefined, `after ${what}, the name is gone, which somebody else has made`);
    claim(left.size === 0, `after ${what}, it has ${left.size} bytes`);
    claimClosed(name, what);
    shmUnlink(name);
    const race = "mapArea(name, 100), when another process makes one of this name right before";
    using other = makesFirst(name);
    let its: Area | undefined;
    claimThrows("EEXIST", race, () => {
      its = mapArea(name, 100);
      return other.made ? its : mapArea(name, 100); // If nobody could be faster, there is one now.
    });
    const size = other.made ? 5000 : 100;
    claim(statOf(name)?.size === size, `after ${race}, that one is gone, or has another size`);
    its?.[Symbol.dispose]();
    if (statOf(name)) shmUnlink(name);
    const area = mapArea(name, 7); // After a failure, the next call is as good as any.
    claim(area.memory.byteLength === 7, "after failures, mapArea(name, 7) has not mapped 7 bytes");
    area[Symbol.dispose]();
  });

/** The end of an area, for whoever has made it, and for others. */
export const dispose = (url: string, [name, another]: string[]) =>
  findings(async () => {
    const { mapArea } = await load(url);
    for (const size of [4096, 64, 70_001 & ~7]) {
      const what = `the end of mapArea(name, ${size})`;
      const area = mapArea(name!, size);
      fill(area.memory);
      const fd = shmOpen(name!, O_RDWR);
      const other = mmap(fd, size);
      close(fd);
      const views = viewsOf(() => area.memory);
      const address = addressOf(area.memory);
      area[Symbol.dispose]();
      claimEmpty(views, area.memory, what);
      claim(statOf(name!) === undefined, `after ${what}, its name is still there`);
      claimFilled(other.memory, `after ${what}, for those who have mapped it`);
      giveBack(other, munmap);
      claim(!isMapped(name!), `after ${what}, it is still mapped`);
      // Something else may lie there now, and have the name.
      create(name!, size, 0o600);
      const lies = placeAt(another!, address, size);
      area[Symbol.dispose]();
      claim(
        statOf(name!) !== undefined,
        `${what}, twice: the second one has taken the name away from another area`,
      );
      claim(
        !lies || isMapped(another!),
        `${what}, twice: the second one has unmapped something else that lies there now`,
      );
      if (lies) memoryLibc().munmap(address, BigInt(size));
      shmUnlink(name!);
    }
  });

/** Programs of a shell read and write an area. */
function withShell({ mapArea }: Kata, name: string): void {
  const sh = (script: string) => {
    const args = ["-c", script, "sh", fileOf(name)];
    const { stdout } = new Deno.Command("sh", { args }).outputSync();
    return new TextDecoder().decode(stdout);
  };
  sh('printf "from a shell" > "$1"');
  {
    using area = mapArea(name);
    const bytes = new Uint8Array(area.memory);
    const text = new TextDecoder().decode(bytes.slice());
    claim(
      text === "from a shell",
      `a shell has written "from a shell", and memory has "${text}"`,
    );
    bytes.set(new TextEncoder().encode("FROM"));
    const seen = sh('cat "$1"');
    claim(
      seen === "FROM a shell",
      `memory is changed to "FROM a shell", and cat prints "${seen}"`,
    );
    sh('printf X | dd of="$1" bs=1 seek=11 conv=notrunc 2> "${TMPDIR:-/tmp}/dd"');
    const last = String.fromCharCode(bytes[11]!);
    claim(last === "X", `dd has changed the last byte to X, and memory has ${last}`);
  }
  claim(sh('cat "$1"') === "FROM a shelX", "at the end of the area, what was written is lost");
  shmUnlink(name);
}

function statOf(name: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(fileOf(name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Makes an area as somebody else does. */
function create(name: string, size: number, mode: number): void {
  const fd = shmOpen(name, O_RDWR | O_CREAT | O_EXCL, mode);
  ftruncate(fd, size);
  close(fd);
}

/** Makes an area as another process does, right before somebody else would make it. */
function makesFirst(name: string): Disposable & { made: boolean } {
  type ShmOpen = (name: Uint8Array, flags: number, mode: number) => number;
  const libc = areaLibc() as unknown as { shm_open: ShmOpen };
  const { shm_open } = libc;
  const other = { made: false, [Symbol.dispose]: () => void (libc.shm_open = shm_open) };
  libc.shm_open = (...call) => {
    if (!other.made && call[1] & O_CREAT) {
      other.made = true;
      create(name, 5000, 0o600);
    }
    return shm_open(...call);
  };
  return other;
}

/** Looks at an area as another process does: through a mapping of its own. */
function withOther(name: string, size: number, look: (memory: ArrayBuffer) => void): void {
  const fd = shmOpen(name, O_RDWR);
  const mapping = mmap(fd, size);
  close(fd);
  try {
    look(mapping.memory);
  } finally {
    giveBack(mapping, munmap);
  }
}

/** Maps another area where something was. */
function placeAt(name: string, address: Deno.PointerObject, size: number): boolean {
  const MAP_SHARED_FIXED_NOREPLACE = 0x100001;
  const fd = shmOpen(name, O_RDWR | O_CREAT, 0o600);
  ftruncate(fd, size);
  const pointer = memoryLibc().mmap(address, BigInt(size), 3, MAP_SHARED_FIXED_NOREPLACE, fd, 0n);
  close(fd);
  return Deno.UnsafePointer.equals(pointer, address);
}

function isMapped(name: string): boolean {
  const lines = Deno.readTextFileSync("/proc/self/maps").split("\n");
  return lines.some((line) => line.replace(/ \(deleted\)$/, "").endsWith(fileOf(name)));
}

/** Claims that no descriptor of the area is open: a mapping does not need one. */
function claimClosed(name: string, what: string): void {
  for (const { name: fd } of Deno.readDirSync("/proc/self/fd")) {
    let path = "";
    try {
      path = Deno.readLinkSync(`/proc/self/fd/${fd}`);
    } catch {
      continue; // It was that of the folder.
    }
    claim(!path.startsWith(fileOf(name)), `after ${what}, fd ${fd} of the area is still open`);
  }
}
