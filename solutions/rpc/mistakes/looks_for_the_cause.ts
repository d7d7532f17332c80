/** Mistake: it takes an error for bad arguments that a RangeError has caused. */
// Caught by: Service tells whether a procedure has failed, or could not understand its arguments
// Says: throws what a RangeError has caused
// Violates: When it throws anything else, it has failed
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
        return await (async () => await work(args))().catch((error) => {
          throw error?.cause ?? error;
        });
      };
    }
  }
}
