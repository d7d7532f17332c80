/** Mistake: it reads no reply while a call is still to be written. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: while another one waits until the server reads
// Violates: It does not wait for other calls
export * from "../rpc.ts";
import { RpcClient as Right } from "../rpc.ts";

export class RpcClient extends Right {
  protected override receive(limit: number): Promise<never> {
    const { connection, send } = this;
    const read = connection.read.bind(connection);
    let sent = Promise.resolve();
    this.send = (bytes) => sent = send(bytes);
    connection.read = async (buffer) => {
      await sent;
      return await read(buffer);
    };
    return super.receive(limit);
  }
}
