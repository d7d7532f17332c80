/** Mistake: it does not look how much of a call was written. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: Four calls at the same time, two of them long
// Violates: What is sent of a call is sent as a whole
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  constructor(
    connection: Deno.Conn,
    program: number,
    version: number,
    options: { limit: number },
  ) {
    const { write } = connection;
    connection.write = async (bytes) => {
      await write.call(connection, bytes);
      return bytes.length;
    };
    super(connection, program, version, options);
  }
}
