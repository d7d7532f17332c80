/** Mistake: it begins to write a call while a part of another one is still to be written. */
// Caught by: RpcClient sends each call as a whole, with a number of its own
// Says: Four calls at the same time, two of them long
// Violates: What is sent of a call is sent as a whole
export * from "../rpc.ts";
import { RpcClient as Right, XdrWriter } from "../rpc.ts";

export class RpcClient extends Right {
  protected override receive(limit: number): Promise<never> {
    this.send = async (bytes) => {
      const record = new Uint8Array([
        ...new XdrWriter().uint(2 ** 31 + bytes.length).bytes,
        ...bytes,
      ]);
      for (let sent = 0; sent < record.length;) {
        sent += await this.connection.write(record.subarray(sent));
      }
    };
    return super.receive(limit);
  }
}
