/** Sends signals to itself, which are blocked, and prints what is fetched. @module */

import { close } from "../fd.ts";
import { readSignals, SFD_NONBLOCK, signalfd } from "../signalfd.ts";
import { signalSet, sigqueue, sigrtmin, sigtimedwait, sigwait } from "../sigwait.ts";
import { alarm, setitimer } from "../timer.ts";
import { kill } from "../process.ts";

const [one, two] = [sigrtmin() + 1, sigrtmin() + 2];
const set = signalSet([one, two, "SIGALRM", "SIGUSR2"]);
const fetched: unknown[] = [];
const codeOf = (call: () => unknown): string => {
  try {
    return `${call()}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

fetched.push(codeOf(() => sigtimedwait(set, 0)), codeOf(() => sigtimedwait(set, 1.5)));
for (const value of [7, -8, 2 ** 31 - 1, -(2 ** 31)]) sigqueue(Deno.pid, two, value);
sigqueue(Deno.pid, one, 9);
kill(Deno.pid, "SIGUSR2");
for (let count = 0; count < 4; count++) {
  const { signal, code, pid, uid, value } = sigtimedwait(set, count === 0 ? undefined : 1e300);
  fetched.push([signal, code, pid === Deno.pid, uid === Deno.uid(), value]);
}

const fd = signalfd(set, SFD_NONBLOCK);
for (const { signal, code, pid, value } of readSignals(fd, 10)) {
  fetched.push([signal, code, pid === Deno.pid, value]);
}
fetched.push(codeOf(() => readSignals(fd, 1)));
close(fd);

fetched.push([alarm(10), alarm(0), alarm(0)], setitimer(1, 1));
const { signal, code, pid } = sigtimedwait(set);
fetched.push([signal, code, pid], sigwait(set), setitimer(0, 0).interval, setitimer(0, 0));

console.log(JSON.stringify(fetched));
