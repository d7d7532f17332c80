/**
 * What a rule about files is, and what it looks at.
 *
 * @module
 */

import { join } from "@std/path";
import type { Complaint } from "../proof/complaint.ts";
import { entries, readText } from "./course.ts";
import { type Export, exportsOf } from "./exports.ts";

/** Something that must hold for every kata. */
export type Rule = (kata: KataFiles) => Promise<Complaint[]>;

/** Something that must hold for the repository, with all its katas. */
export type RepositoryRule = (root: string) => Promise<Complaint[]>;

/** A kata's files, by their names as seen from the repository. */
export class KataFiles {
  readonly root: string;
  readonly name: string;
  #exports = new Map<string, Promise<Export[]>>();

  /**
   * Nothing is read yet.
   *
   * @param root The repository.
   * @param name The kata.
   */
  constructor(root: string, name: string) {
    this.root = root;
    this.name = name;
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
    return readText(join(this.root, file));
  }

  /** Lists a folder; one that is missing has no entries. */
  async list(folder: string): Promise<string[]> {
    return (await entries(join(this.root, folder))).map((entry) => entry.name).sort();
  }

  /**
   * Lists what a file exports.
   *
   * @throws {Error} When it cannot be read as TypeScript.
   */
  exports(file: string): Promise<Export[]> {
    let found = this.#exports.get(file);
    if (!found) this.#exports.set(file, found = exportsOf(this.root, file));
    return found;
  }

  /** What the stub exports; nothing when it is broken, about which another rule complains. */
  async contract(): Promise<Export[]> {
    return await this.exports(this.stub).catch(() => []);
  }

  async #sources(folder: string): Promise<string[]> {
    const names = await this.list(folder);
    return names.filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name}`);
  }
}
