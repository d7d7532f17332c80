/** Mistake: it calls the first version of every program. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: the first words are
// Violates: Calls the procedures of a program, many at the same time
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  constructor(
    connection: Deno.Conn,
    program: number,
    version: number,
    options: { limit: number },
  ) {
    super(connection, program, Math.min(version, 1), options);
  }
}
