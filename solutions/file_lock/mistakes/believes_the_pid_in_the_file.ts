/** Mistake: it believes the file: a process lives that has this pid, so it has the claim. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: The file said the pid of another process, which lives, and nobody has the claim
// Violates: What an earlier one has left there is no obstacle
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const pid = read(path).trim();
  if (pid !== "" && pid !== `${Deno.pid}` && isAlive(pid)) {
    throw new Deno.errors.AlreadyExists(`${path}: ${pid}`);
  }
  return right(path);
}

const read = (path: string) => {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
};

const isAlive = (pid: string) => read(`/proc/${pid}/stat`) !== "";
