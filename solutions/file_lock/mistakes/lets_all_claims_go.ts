/** Mistake: to dispose of one claim gives all claims of the process back. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: A claim of another file is disposed of
// Violates: The claim lasts until you dispose of it
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

const claims = new Set<Disposable>();

export function claim(path: string): Disposable {
  const claimed = right(path);
  claims.add(claimed);
  const dispose = () => {
    if (!claims.has(claimed)) return;
    const all = [...claims];
    claims.clear();
    for (const it of all) it[Symbol.dispose]();
  };
  return { [Symbol.dispose]: dispose };
}
