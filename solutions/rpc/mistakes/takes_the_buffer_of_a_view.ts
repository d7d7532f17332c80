/** Mistake: it takes the result from the beginning of its buffer. */
// Caught by: Service answers a call, or refuses it, as RFC 5531 says
// Says: A procedure that gives a view into a larger array
// Violates: gives the result as XDR
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
    for (const [number, work] of Object.entries(this.procedures)) {
      this.procedures[+number] = async (args) => {
        const { buffer, length } = await work(args);
        return new Uint8Array(buffer, 0, length);
      };
    }
  }
}
