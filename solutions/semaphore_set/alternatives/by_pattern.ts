/** By a pattern. @module */

export function shout(text: string): string {
  return text.replace(/./gsu, (letter) => letter.toUpperCase());
}
