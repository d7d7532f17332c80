/**
 * Lines on standard output, and on a terminal one more that changes.
 *
 * @module
 */

/** Where a command writes to. */
export interface Progress {
  /** Writes a text that stays. */
  line(text: string): void;
  /** Says what is going on: shown on a terminal, until something else is written. */
  status(text: string): void;
}

/** Writes to standard output. */
export class TerminalProgress implements Progress {
  #shown = false;

  line(text: string): void {
    this.#clear();
    console.log(text);
  }

  status(text: string): void {
    if (!Deno.stdout.isTerminal() || Deno.env.has("CI")) return;
    this.#clear();
    const { columns } = Deno.consoleSize();
    write(text.slice(0, (columns || 80) - 1));
    this.#shown = true;
  }

  #clear(): void {
    if (this.#shown) write("\r\x1b[K");
    this.#shown = false;
  }
}

function write(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
