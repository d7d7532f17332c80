/**
 * A fingerprint of everything that the results of a kata's tests depend on.
 *
 * ```ts
 * import { keyOf } from "lib/cli/course/fingerprint.ts";
 * import { Kata } from "lib/cli/course/kata.ts";
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * const kata = new Kata(Deno.makeTempDirSync(), "pipe");
 * Deno.mkdirSync(`${kata.root}/katas/pipe`, { recursive: true });
 * const before = await keyOf(kata);
 * assertEquals(await keyOf(kata), before);
 * Deno.writeTextFileSync(`${kata.root}/${kata.file}`, "// edited");
 * assertNotEquals(await keyOf(kata), before);
 * Deno.removeSync(kata.root, { recursive: true });
 * ```
 *
 * @module
 */

import type { Kata } from "./kata.ts";
import { isKept } from "./kept.ts";

/** What the tests of every kata depend on, besides Deno's version. */
const SHARED = ["deno.json", "deno.lock", "lib/todo.ts", "lib/std", "lib/sys", "lib/testing"];

/** A mention of another kata's folder. */
const NEIGHBOUR = /["'](?:\.\.\/)+(\w+)\//g;

/**
 * Computes the key of a kata: SHA-256 over the contents, so that no change goes unnoticed, and the
 * same contents have the same key.
 *
 * @param kata The kata.
 * @param shared What `sharedKey` gave, for a caller that asks about many katas.
 */
export async function keyOf({ root, name }: Kata, shared?: string): Promise<string> {
  const files = new Map<string, Uint8Array>();
  const folders = new Set([name]);
  for (const folder of folders) { // It grows on the way.
    for (const path of collect(root, `katas/${folder}`, files)) {
      if (!path.endsWith(".ts")) continue;
      const text = new TextDecoder().decode(files.get(path));
      for (const [, other] of text.matchAll(NEIGHBOUR)) folders.add(other!);
    }
  }
  return await digest(files, shared ?? await sharedKey(root));
}

/**
 * Computes the key of a kata's proof: of all that `deno task check` depends on, and of the machine. What
 * learners have written plays no part.
 *
 * @param kata The kata.
 */
export async function proofKey({ root, name }: Kata): Promise<string> {
  const files = new Map<string, Uint8Array>();
  const folders = new Set([name]);
  for (const folder of folders) { // It grows on the way.
    const found = ["katas", "solutions"].flatMap((top) => collect(root, `${top}/${folder}`, files));
    files.delete(`katas/${folder}/${folder}.ts`);
    for (const path of found) {
      const text = new TextDecoder().decode(files.get(path));
      for (const [, other] of text.matchAll(NEIGHBOUR)) folders.add(other!);
    }
  }
  for (const path of ["README.md", "lib/cli"]) collect(root, path, files);
  const machine = `${Deno.build.arch} ${Deno.osRelease()} user ${Deno.uid()}`;
  return await digest(files, `${await sharedKey(root)} ${machine}`);
}

/** Computes the part of the key that is the same for all katas. */
export async function sharedKey(root: string): Promise<string> {
  const files = new Map<string, Uint8Array>();
  for (const path of SHARED) collect(root, path, files);
  return await digest(files, Deno.version.deno);
}

/** Reads a file, or all files of a folder, but for those that editors and `reset` put there. */
function collect(root: string, path: string, files: Map<string, Uint8Array>): string[] {
  try {
    return [...Deno.readDirSync(`${root}/${path}`)].map(({ name }) => name).sort()
      .filter((name) => !name.startsWith(".") && !isKept(name))
      .flatMap((name) => collect(root, `${path}/${name}`, files));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotADirectory)) return [];
    files.set(path, content(`${root}/${path}`));
    return [path];
  }
}

function content(path: string): Uint8Array {
  try {
    return Deno.readFileSync(path);
  } catch {
    return new Uint8Array(); // Gone in the meantime, or not ours to read: the tests will tell.
  }
}

async function digest(files: Map<string, Uint8Array>, start: string): Promise<string> {
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`${start}\n`)];
  for (const [path, bytes] of files) {
    // With its length in front, a content cannot be taken for another one's name.
    parts.push(encoder.encode(`${path} ${bytes.length}\n`), bytes as Uint8Array<ArrayBuffer>);
  }
  const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole)).toHex();
}
