/** Mistake: for each signal it makes a list of all connections, and looks also at those that end meanwhile. */
// Caught by: onData() is called neither too late nor too early, whatever handle() does
// Says: although handle() of another connection had ended that
// Violates: from then on `handle` is not called
export * from "../multiplexing.ts";
import { drain } from "../multiplexing.ts";
import { F_GETFL, F_SETFL, F_SETOWN, fcntl, type Fd, O_ASYNC } from "lib/sys/fd.ts";

const looks = new Set<() => void>();
const lookAtAll = () => [...looks].forEach((look) => look());
Deno.addSignalListener("SIGIO", lookAtAll);

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  const look = () => ((bytes) => bytes.length > 0 && handle(bytes))(drain(fd).bytes);
  looks.add(look);
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, flags | O_ASYNC);
  look();
  return () => {
    looks.delete(look);
    fcntl(fd, F_SETFL, flags);
  };
}
