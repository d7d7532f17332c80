/** Mistake: it gives small letters. */
// Caught by: shout() gives capital letters
// Says: hello
// Violates: in capital letters
export * from "../semaphore_set.ts";

export function shout(text: string): string {
  return text.toLowerCase();
}
