/** Mistake: it never forgets a reply. */
// Caught by: Service remembers the replies that were ready last, and forgets the others
// Says: its reply has to be forgotten
// Violates: how many replies it remembers
export * from "../rpc.ts";
import { type Procedure, Service as Right } from "../rpc.ts";

export class Service extends Right {
  constructor(
    program: number,
    version: number,
    procedures: Record<number, Procedure>,
    options: { remember: number },
  ) {
    super(program, version, procedures, options);
    this.remember = Infinity;
  }
}
