/**
 * What lies in the folder of a test: FIFOs, and all that is no FIFO.
 *
 * @module
 */

import { basename, join } from "@std/path";
import { mkfifo } from "lib/sys/fifo.ts";

/** Makes a FIFO for this test. */
export function fifo(folder: string, name = "fifo"): string {
  const path = join(Deno.realPathSync(folder), name);
  mkfifo(path, 0o600);
  return path;
}

/** Makes one of each kind of file that is no FIFO. A FIFO is only behind a link. */
export async function otherThings(folder: string, own: <T extends Disposable>(it: T) => T) {
  const at = (name: string) => join(folder, name);
  await Deno.writeTextFile(at("a file"), "precious", { mode: 0o640 });
  await Deno.writeTextFile(at("an empty file"), "");
  await Deno.mkdir(at("a folder"), { mode: 0o750 });
  own(Deno.listen({ transport: "unix", path: at("a socket") }));
  Deno.symlinkSync(fifo(folder, "behind a link"), at("a link to a FIFO"));
  Deno.symlinkSync(at("a file"), at("a link to a file"));
  Deno.symlinkSync(at("nothing"), at("a dangling link"));
  // No device is among them: what a wrong solution did to it, it would do to the machine.
  const others = ["a file", "an empty file", "a folder", "a socket", "a link to a FIFO"];
  return [...others, "a link to a file", "a dangling link"].map(at);
}

/** What can be seen of a file, and of what it links to. */
export function look(path: string): string[] {
  if (!exists(path)) return ["nothing"];
  const { ino, mode, isSymlink, isFile, isDirectory, isFifo } = Deno.lstatSync(path);
  const kind = isSymlink ? "link" : isFifo ? "FIFO" : isDirectory ? "folder" : "file or socket";
  if (isSymlink) {
    const target = Deno.readLinkSync(path);
    return [`${kind} number ${ino} to ${target}`, ...look(target)];
  }
  const text = isFile ? [JSON.stringify(Deno.readTextFileSync(path))] : [];
  return [`${kind} number ${ino}`, `mode ${octal(mode! & 0o7777)}`, ...text];
}

/** The name of a file, which tells what it is. */
export const named = (path: string) => basename(path);

/** What lies in a folder. */
export const names = (folder: string) =>
  [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();

export function exists(path: string): boolean {
  try {
    return Deno.lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}

export const octal = (mode: number) => mode.toString(8);

export const mode = (path: string) => octal(Deno.statSync(path).mode! & 0o7777);
