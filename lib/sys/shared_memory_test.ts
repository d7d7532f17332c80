/** Shared memory of all kinds, and futexes in it. */

import { assert, assertEquals, assertThrows } from "@std/assert";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { eventually } from "lib/testing/peer/eventually.ts";
import { SysError } from "./errno.ts";
import { close, pipe } from "./fd.ts";
import * as futex from "./futex.ts";
import {
  ftruncate,
  lengthOf,
  MAP_PRIVATE,
  type Mapping,
  mmap,
  munmap,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  PROT_READ,
  shmOpen,
  shmUnlink,
} from "./mmap.ts";
import * as shm from "./shm.ts";

const NAME = `/ipc-katas-${Deno.pid}-sys`;

function code(call: () => unknown): string {
  return assertThrows(call, SysError).code;
}

/** Cuts the memory off, so that it may be given back. */
function cut(mapping: Mapping): Mapping {
  mapping.memory.transfer();
  return mapping;
}

/** A segment that is gone as soon as nobody has it attached. */
function attach(size: number): { id: number; mapping: Mapping } {
  const id = shm.shmget(shm.IPC_PRIVATE, size, shm.IPC_CREAT | 0o600);
  const mapping = shm.shmat(id, size);
  shm.shmctl(id, shm.IPC_RMID);
  return { id, mapping };
}

Deno.test("mmap() and shmat() tell a failure from an address", () => {
  const ends = pipe();
  assertEquals(code(() => mmap(ends[0], 4096)), "EACCES");
  assertEquals(code(() => lengthOf(ends[0])), "ESPIPE");
  ends.forEach(close);
  assertEquals(code(() => shm.shmat(-1, 4096)), "EINVAL");
});

Deno.test("shmctl() tells the size, who may use a segment, and how often it is attached", () => {
  const { id, mapping } = attach(5000);
  const again = shm.shmat(id, 5000, shm.SHM_RDONLY);
  assertEquals(shm.shmctl(id, shm.IPC_STAT), { size: 5000, attached: 2, mode: 0o600 });
  new Uint8Array(mapping.memory)[4999] = 7;
  assertEquals(new Uint8Array(again.memory)[4999], 7);
  shm.shmdt(cut(again));
  assertEquals(shm.shmctl(id, shm.IPC_STAT).attached, 1);
  shm.shmdt(cut(mapping));
  assertEquals(code(() => shm.shmctl(id, shm.IPC_STAT)), "EINVAL");
  assertEquals(code(() => shm.shmdt(mapping)), "EINVAL");
});

Deno.test("shmget() refuses a segment that has no bytes, and one that nobody has made", () => {
  assertEquals(code(() => shm.shmget(shm.IPC_PRIVATE, 0, shm.IPC_CREAT)), "EINVAL");
  assertEquals(code(() => shm.shmget(0x4b000000 | Deno.pid, 0, 0)), "ENOENT");
});

Deno.test("an area has a name and a length, and what is mapped stays without both", () => {
  const fd = shmOpen(NAME, O_RDWR | O_CREAT | O_EXCL, 0o600);
  try {
    assertEquals(code(() => shmOpen(NAME, O_RDWR | O_CREAT | O_EXCL, 0o600)), "EEXIST");
    assertEquals(code(() => mmap(fd, 0)), "EINVAL");
    ftruncate(fd, 100);
    assertEquals(lengthOf(fd), 100);
    const reader = shmOpen(NAME, O_RDONLY);
    assertEquals(code(() => mmap(reader, 100)), "EACCES");
    const [shared, copy, read] = [
      mmap(fd, 100),
      mmap(fd, 100, undefined, MAP_PRIVATE),
      mmap(reader, 100, PROT_READ),
    ];
    close(reader);
    new Uint8Array(copy.memory)[0] = 1;
    new Uint8Array(shared.memory)[0] = 2;
    const first = [shared, copy, read].map(({ memory }) => new Uint8Array(memory)[0]);
    assertEquals(first, [2, 1, 2]);
    for (const mapping of [shared, copy, read]) munmap(cut(mapping));
    close(shmOpen(NAME, O_RDWR | O_TRUNC));
    assertEquals(lengthOf(fd), 0);
  } finally {
    close(fd);
    shmUnlink(NAME);
  }
  assertEquals(code(() => shmUnlink(NAME)), "ENOENT");
  assertEquals(code(() => shmOpen("/a/b", O_RDWR)), "EINVAL");
});

Deno.test("futex.wait() and notify() refuse a cell that is not there, and memory that is given back", () => {
  const { mapping } = attach(8);
  const cells = new Int32Array(mapping.memory);
  for (const call of [futex.wait, futex.notify]) {
    assertThrows(() => call(cells, 2, 0), RangeError);
    assertThrows(() => call(cells, -1, 0), RangeError);
  }
  assertEquals(futex.wait(cells, 1, 5), "not-equal");
  assertEquals(futex.wait(cells, 1, 0, -5), "timed-out");
  cells[1] = -5;
  assertEquals(futex.wait(cells.subarray(1), 0, -5, 0.001), "timed-out");
  shm.shmdt(cut(mapping));
  for (const call of [futex.wait, futex.notify]) assertThrows(() => call(cells, 0, 0));
});

Deno.test("futex.notify() wakes another process, which waits for this memory", async () => {
  const { id, mapping } = attach(4096);
  const cells = new Int32Array(mapping.memory);
  const program = `
    import { shmat } from "${import.meta.resolve("./shm.ts")}";
    import { wait } from "${import.meta.resolve("./futex.ts")}";
    console.log(wait(new Int32Array(shmat(${id}, 4096).memory, 8), 3, 0));`;
  const args = ["eval", "--quiet", "--no-check", program];
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
  const memory = `shared memory segment ${id}`;
  await eventually(() => waitsFor(child.pid, memory), "the other process waits", 9000);
  assert(!waitsFor(child.pid, "shared memory segment 1000000000"));
  assertEquals(futex.notify(cells, 4), 0);
  assertEquals(futex.notify(cells, 5), 1);
  const { stdout } = await child.output();
  assertEquals(new TextDecoder().decode(stdout), "ok\n");
  shm.shmdt(cut(mapping));
});
