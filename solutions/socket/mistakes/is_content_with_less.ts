/** Mistake: it refuses an answer that is as long as it may be. */
// Caught by: ask() sends a frame and returns the answer
// Says: ask() threw RangeError
// Violates: the most bytes that the answer may have
export * from "../socket.ts";
import { type Address, ask as right } from "../socket.ts";

export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  const answer = await right(address, message, { limit });
  if (answer.length >= limit) throw new RangeError(`The answer has ${answer.length} bytes`);
  return answer;
}
