/** Letter by letter. @module */

export function shout(text: string): string {
  return [...text].map((letter) => letter.toUpperCase()).join("");
}
