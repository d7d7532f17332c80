/** Mistake: it maps the area before it has given it a size, and writes zeros there. */
// Caught by: mapArea() makes an area of zeros, which all processes see
// Says: it was killed by SIGBUS
// Violates: With a size, the area is made
export * from "../shared_memory.ts";
import { close } from "lib/sys/fd.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  if (size === undefined) return right(name);
  const fd = sys.shmOpen(name, sys.O_RDWR | sys.O_CREAT | sys.O_EXCL, 0o600);
  const { memory } = sys.mmap(fd, size);
  new Uint8Array(memory).fill(0);
  sys.ftruncate(fd, size);
  close(fd);
  return { memory, [Symbol.dispose]() {} };
}
