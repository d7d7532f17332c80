/** Does everything that opens descriptors many times, also where it fails. Prints what is left. */
import { close, pipe, socketpair } from "../fd.ts";
import { spawn, waitpid } from "../process.ts";
import { children, descriptors } from "../../testing/diagnosis/proc.ts";

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // This one has to fail.
  }
}

function everything(): void {
  for (const pair of [pipe(), socketpair()]) pair.forEach(close);
  attempt(() => pipe(-1));
}

function programs(): void {
  const [readEnd, writeEnd] = pipe();
  waitpid(spawn("true", [], { 1: writeEnd, 7: readEnd }));
  attempt(() => spawn("/no/such/program", [], { 1: writeEnd }));
  attempt(() => spawn("true", ["\0"], { 1: writeEnd }));
  attempt(() => spawn("true", [], { 0: 1, 1: 0 }));
  close(readEnd);
  close(writeEnd);
}

programs();
const before = descriptors(Deno.pid).size;
for (let round = 0; round < 1000; round++) everything();
for (let round = 0; round < 50; round++) programs();
const more = descriptors(Deno.pid).size - before;
console.log(`${more} descriptors more, ${children(Deno.pid).length} children left`);
