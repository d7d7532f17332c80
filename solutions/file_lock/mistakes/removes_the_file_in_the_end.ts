/** Mistake: it removes the file with the claim: who has it open then may get a claim that nobody sees. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: The file has to stay, and is gone
// Violates: and is never removed
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const claimed = right(path);
  let isOpen = true;
  const dispose = () => {
    if (isOpen) Deno.removeSync(path);
    isOpen = false;
    claimed[Symbol.dispose]();
  };
  return { [Symbol.dispose]: dispose };
}
