/** Mistake: it unmaps the area, and leaves the views as they are. */
// Caught by: mapArea() gives an area whose end empties every view, and takes the name of what it has made
// Says: a view still has
// Violates: Every view of it is empty from then on
export * from "../shared_memory.ts";
import { close } from "lib/sys/fd.ts";
import * as sys from "lib/sys/mmap.ts";
import { type Area, mapArea as right } from "../shared_memory.ts";

export function mapArea(name: string, size?: number): Area {
  if (size === undefined) return right(name);
  const fd = sys.shmOpen(name, sys.O_RDWR | sys.O_CREAT | sys.O_EXCL, 0o600);
  sys.ftruncate(fd, size);
  const mapping = sys.mmap(fd, size);
  close(fd);
  let mapped = true;
  const dispose = () => {
    if (mapped) sys.munmap(mapping);
    if (mapped) sys.shmUnlink(name);
    mapped = false;
  };
  return { memory: mapping.memory, [Symbol.dispose]: dispose };
}
