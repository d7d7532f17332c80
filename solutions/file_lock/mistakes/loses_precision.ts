/** Mistake: it calculates with numbers, which have 53 bits. */
// Caught by: transfer() keeps the books like updateRecord(), whatever comes after what
// Says: After 100,0,300,-7
// Violates: How much
export * from "../file_lock.ts";
import { transfer as right } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  await right(path, from, to, BigInt(Number(amount)));
}
