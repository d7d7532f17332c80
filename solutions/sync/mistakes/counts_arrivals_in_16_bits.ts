/** Mistake: it counts all who ever came, in 16 bits, and 65536 is no multiple of three. */
// Caught by: Barrier is for as many threads and for as many rounds as it is told
// Says: A barrier for 3, 70000 times: it sleeps on
// Violates: Sleeps until all have called it in this round
export * from "../sync.ts";
import { Barrier as Right } from "../sync.ts";

export class Barrier extends Right {
  override wait(): boolean {
    const cells = new Int32Array(this.shared.cells!); // how many, who came, rounds
    const round = Atomics.load(cells, 2);
    const last = (Atomics.add(cells, 1, 1) % 65_536 + 1) % cells[0]! === 0;
    if (last) {
      Atomics.add(cells, 2, 1);
      Atomics.notify(cells, 2);
    }
    while (Atomics.load(cells, 2) === round) Atomics.wait(cells, 2, round);
    return last;
  }
}
