/** Mistake: a reply of exactly the limit is too long for it. */
// Caught by: RpcClient gives each call its own reply, in whatever order they come
// Says: and not its result
// Violates: the most bytes that a reply may have
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  constructor(
    connection: Deno.Conn,
    program: number,
    version: number,
    options: { limit: number },
  ) {
    super(connection, program, version, { limit: options.limit - 1 });
  }
}
