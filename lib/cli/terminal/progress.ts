/**
 * Lines on standard output, and on a terminal one more that changes.
 *
 * @module
 */

/** Nobody can be told anything any more: the disk is full, say. The cause says why. */
export class OutputError extends Error {
  override name = "OutputError";
}

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
    write(`${text}\n`);
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
  const bytes = new TextEncoder().encode(text);
  try {
    for (let sent = 0; sent < bytes.length;) sent += Deno.stdout.writeSync(bytes.subarray(sent));
  } catch (cause) {
    throw new OutputError("Cannot write to standard output", { cause });
  }
}
