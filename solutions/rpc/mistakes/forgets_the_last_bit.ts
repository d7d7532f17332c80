/** Mistake: it takes the bit that marks the last fragment for a part of the length. */
// Caught by: readRecord() joins the fragments of a record, and takes nothing of what comes after it
// Says: for record 1 readRecord() threw RangeError
// Violates: The record, in an array of its own
export * from "../rpc.ts";
export async function readRecord(connection: Deno.Conn, { limit }: { limit: number }) {
  const fill = async (buffer: Uint8Array) => {
    let got = 0;
    while (got < buffer.length) got += await connection.read(buffer.subarray(got)) ?? Infinity;
    if (got > buffer.length) throw new Deno.errors.UnexpectedEof("It is cut");
    return buffer;
  };
  const word = new DataView((await fill(new Uint8Array(4))).buffer).getUint32(0);
  if (word > limit) throw new RangeError(`${word} bytes are too many`);
  return await fill(new Uint8Array(word));
}
