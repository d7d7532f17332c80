/**
 * Single keys from the terminal, without Enter.
 *
 * @module
 */

/** The key that Ctrl-C gives while keys are read one by one. */
export const CTRL_C = "\x03";

/**
 * Reads keys until the end of a `using` block. The terminal is as before then.
 *
 * Keys are not shown as they are typed, and Ctrl-C is a key like others: else a signal would end the
 * process before it could restore the terminal.
 */
export class Keyboard implements Disposable {
  /**
   * Begins to read.
   *
   * @param onKey Called with each key; with {@linkcode CTRL_C} also when the terminal goes away.
   */
  constructor(onKey: (key: string) => void) {
    Deno.stdin.setRaw(true);
    this.#read(onKey);
  }

  async #read(onKey: (key: string) => void): Promise<void> {
    const buffer = new Uint8Array(64);
    const decoder = new TextDecoder();
    try {
      for (;;) {
        const count = await Deno.stdin.read(buffer);
        if (count === null) break;
        const text = decoder.decode(buffer.subarray(0, count));
        if (text.startsWith("\x1b")) continue; // An arrow key, say, is several characters.
        for (const key of text) onKey(key);
      }
    } catch {
      // The terminal is gone.
    }
    onKey(CTRL_C);
  }

  [Symbol.dispose](): void {
    try {
      Deno.stdin.setRaw(false);
    } catch {
      // The terminal is gone.
    }
  }
}
