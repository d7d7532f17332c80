/**
 * A tiny repository with one kata, for the tests of these commands.
 *
 * @module
 */

import { dirname, join } from "@std/path";
import { FAKE_KATA, FAKE_TODO } from "./fake_kata.ts";
import { FAKE_README } from "./fake_page.ts";
import { Kata } from "../course/kata.ts";
import type { Progress } from "../terminal/progress.ts";

const CONFIG = `{
  "imports": { "lib/": "./lib/" },
  "fmt": { "exclude": ["katas/sum/sum.ts", "katas/*/*.kept_*.ts"] },
  "lint": { "exclude": ["katas/sum/sum.ts", "katas/*/*.kept_*.ts"] }
}
`;

const IMPORT_MAP = `{
  "imports": { "lib/": "../lib/" },
  "scopes": { "../katas/": { "../katas/sum/sum.ts": "./sum/sum.ts" } }
}
`;

/** A repository in a folder of its own, which is removed at the end of a `using` block. */
export class FakeRepository implements Disposable {
  /** Where it is. */
  readonly root: string = Deno.makeTempDirSync({ prefix: "ipc-katas-fake-" });
  /** What a command wrote. */
  readonly lines: string[] = [];
  /** Where a command may write to. */
  readonly progress: Progress = {
    line: (text) => this.lines.push(text),
    status: () => {},
  };

  /**
   * Writes a kata in which nothing is wrong, but for some files.
   *
   * @param changes Other texts for some files; `undefined` leaves a file out.
   */
  constructor(changes: Record<string, string | undefined> = {}) {
    const files: Record<string, string | undefined> = {
      "deno.json": CONFIG,
      "solutions/import_map.json": IMPORT_MAP,
      "README.md": FAKE_README,
      "lib/todo.ts": FAKE_TODO,
      "lib/testing/mod.ts": "", // The real one would make it slow.
      ...FAKE_KATA,
      ...changes,
    };
    for (const [name, text] of Object.entries(files)) {
      if (text !== undefined) this.write(name, text);
    }
  }

  /** Its kata. */
  get kata(): Kata {
    return new Kata(this.root, "sum");
  }

  /** Writes a file. */
  write(name: string, text: string): void {
    Deno.mkdirSync(dirname(join(this.root, name)), { recursive: true });
    Deno.writeTextFileSync(join(this.root, name), text);
  }

  /** Reads a file. */
  read(name: string): string {
    return Deno.readTextFileSync(join(this.root, name));
  }

  /** All that a command wrote. */
  get output(): string {
    return this.lines.join("\n");
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.root, { recursive: true });
  }
}
