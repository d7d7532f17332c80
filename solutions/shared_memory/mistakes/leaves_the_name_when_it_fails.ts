/** Mistake: it leaves the name of an area for which there was no room. */
// Caught by: mapArea() leaves nothing behind when it fails
// Says: something has this name
// Violates: and then nothing has that name
export * from "../shared_memory.ts";
import { close } from "lib/sys/fd.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  if (size === undefined || size < 2 ** 40) return right(name, size);
  const fd = sys.shmOpen(name, sys.O_RDWR | sys.O_CREAT | sys.O_EXCL, 0o600);
  try {
    sys.ftruncate(fd, size);
    sys.mmap(fd, size);
  } finally {
    close(fd);
  }
  return right(name);
}
