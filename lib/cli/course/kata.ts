/**
 * A kata, as a command hands it on: its name, and its files.
 *
 * It loads next to nothing, because the board has to answer at once.
 *
 * ```ts
 * import { Kata } from "lib/cli/course/kata.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const kata = new Kata("/home/me/ipc-katas", "pipe");
 * assertEquals(kata.file, "katas/pipe/pipe.ts");
 * assertEquals(kata.tests, "katas/pipe/pipe_test.ts");
 * ```
 *
 * @module
 */

import { entries, readText } from "./files.ts";
import type { Export } from "./exports.ts";

/** A kata of a repository. The names of its files are as seen from there. */
export class Kata {
  readonly root: string;
  readonly name: string;
  readonly chapter: string;
  #exports = new Map<string, Promise<Export[]>>();

  /**
   * Nothing is read yet.
   *
   * @param root The repository.
   * @param name What it is called.
   * @param chapter The part of the course that it belongs to; empty when it is in none.
   */
  constructor(root: string, name: string, chapter = "") {
    this.root = root;
    this.name = name;
    this.chapter = chapter;
  }

  /** The file that a learner edits. */
  get file(): string {
    return `katas/${this.name}/${this.name}.ts`;
  }

  /** The page that a learner reads. */
  get page(): string {
    return `katas/${this.name}/README.md`;
  }

  /** The tests. */
  get tests(): string {
    return `katas/${this.name}/${this.name}_test.ts`;
  }

  /** The pristine stub. */
  get stub(): string {
    return `solutions/${this.name}/stub.ts`;
  }

  /** The reference solution. */
  get solution(): string {
    return `solutions/${this.name}/${this.name}.ts`;
  }

  /** Other correct solutions. */
  get alternatives(): Promise<string[]> {
    return this.#sources(`solutions/${this.name}/alternatives`);
  }

  /** Wrong solutions. */
  get mistakes(): Promise<string[]> {
    return this.#sources(`solutions/${this.name}/mistakes`);
  }

  /** Reads a file; one that is missing is empty. */
  text(file: string): Promise<string> {
    return readText(`${this.root}/${file}`);
  }

  /** Lists a folder; one that is missing has no entries. */
  async list(folder: string): Promise<string[]> {
    return (await entries(`${this.root}/${folder}`)).map((entry) => entry.name).sort();
  }

  /**
   * Lists what a file exports.
   *
   * @throws {Error} When it cannot be read as TypeScript.
   */
  exports(file: string): Promise<Export[]> {
    let found = this.#exports.get(file);
    if (!found) this.#exports.set(file, found = this.#readExports(file));
    return found;
  }

  /** What the stub exports; nothing when it is broken, about which another rule complains. */
  async contract(): Promise<Export[]> {
    return await this.exports(this.stub).catch(() => []);
  }

  async #readExports(file: string): Promise<Export[]> {
    const { exportsOf } = await import("./exports.ts");
    return await exportsOf(this.root, file);
  }

  async #sources(folder: string): Promise<string[]> {
    const names = await this.list(folder);
    return names.filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name}`);
  }
}
