/** Mistake: procedure 0 is there only when somebody has written it. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: The procedure 0, which nobody has written
// Violates: if there is none for 0, that one gives no bytes
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
    this.procedures = procedures;
  }
}
