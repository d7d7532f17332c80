/**
 * What runs have left that have ended: normally nothing, because each has its watchdog. When that was
 * killed too, by the kernel for lack of memory for example, this finds what it would have removed.
 *
 * ```ts
 * import { leftovers } from "lib/cli/machine/leftovers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const root = Deno.makeTempDirSync();
 * assertEquals(await leftovers(root, root), []); // as seen with TMPDIR=root
 * Deno.removeSync(root, { recursive: true });
 * ```
 *
 * @module
 */

import { eventually } from "lib/testing/peer/eventually.ts";
import { contents, processes, stat } from "lib/testing/diagnosis/proc.ts";
import { kept } from "lib/testing/watchdog/kept.ts";
import { MARKER, temporaryFolder } from "lib/testing/watchdog/watchdog.ts";
import { listKatas } from "../course/course.ts";
import { entries } from "../course/files.ts";
import { isTemporary } from "../learner/replace_file.ts";
import { MEMORY_FOLDER } from "../learner/memory_file.ts";

/** Something that was left. */
export interface Leftover {
  /** What it is: `process 4711: sleep 1000`. */
  name: string;
  /** Removes it, if it is still the same. */
  remove: () => Promise<void>;
}

/** How old a temporary file must be, in milliseconds: nobody writes for so long. */
const OLD = 60_000;

/** A run's folder for scratch, which its processes may have as their folder for temporary files. */
const SCRATCH = /^ipc-katas-([0-9a-f]{12})$/;

/** A process of some run. */
interface Marked {
  pid: number;
  run: string;
}

/**
 * Lists what was left by this user's runs.
 *
 * @param root The repository.
 * @param temporary The folder for temporary files; other runs, with another one, are left alone.
 */
export async function leftovers(root: string, temporary: string): Promise<Leftover[]> {
  const folders = await scratchFolders(temporary);
  const marked = processes().flatMap((pid) => runOf(pid, temporary) ?? []);
  // A run starts its watchdog first. Who lives is seen last, so that no new run is taken for a dead one.
  const alive = new Set([
    ...marked.filter(isOfLivingRun).map(({ run }) => run),
    ...processes().flatMap(watchedBy),
  ]);
  const left = <T extends { run: string }>(things: T[]) =>
    things.filter(({ run }) => !alive.has(run));
  return [
    ...left(marked).map(({ pid, run }) => ({
      name: `process ${pid}: ${commandLine(pid).join(" ").slice(0, 60)}`,
      remove: () => end(pid, () => runOf(pid, temporary)?.run === run),
    })),
    ...left(folders).flatMap(({ path }) => kept(path)).map(({ name, remove }) => ({
      name,
      remove: () => Promise.try(remove),
    })),
    ...left(folders).map(({ path }) => ({ name: `folder ${path}`, remove: () => remove(path) })),
    ...(await temporaryFiles(root)).map((path) => ({
      name: `file ${path}`,
      remove: () => remove(`${root}/${path}`),
    })),
  ];
}

/** The folders of this user's runs. */
async function scratchFolders(temporary: string): Promise<{ path: string; run: string }[]> {
  const found: { path: string; run: string }[] = [];
  for (const { name, isDirectory } of await entries(temporary)) {
    const run = SCRATCH.exec(name)?.[1];
    const path = `${temporary}/${name}`;
    if (run && isDirectory && await owner(path) === Deno.uid()) found.push({ path, run });
  }
  return found;
}

/** To which run a process belongs that was started with this folder for temporary files. */
function runOf(pid: number, temporary: string): Marked | undefined {
  const variables = contents(`/proc/${pid}/environ`).split("\0");
  const value = (name: string) =>
    variables.find((it) => it.startsWith(`${name}=`))?.slice(name.length + 1);
  const run = value(MARKER);
  const mine = /^Uid:\s+(\d+)/m.exec(contents(`/proc/${pid}/status`))?.[1] === `${Deno.uid()}`;
  const folder = value("TMPDIR") ?? "";
  const here = temporaryFolder(folder) === temporary ||
    (folder.startsWith(`${temporary}/`) && SCRATCH.test(folder.slice(temporary.length + 1)));
  return run && mine && here && pid !== Deno.pid ? { pid, run } : undefined;
}

/** The run over which a process watches, if it is a watchdog: as long as it lives, it will clean up. */
function watchedBy(pid: number): string[] {
  const [program = "", ...args] = commandLine(pid);
  if (!program.endsWith("sh")) return [];
  return args.flatMap((arg) => arg.startsWith(`${MARKER}=`) ? arg.slice(MARKER.length + 1) : []);
}

/** Whether a process has its parent in the Deno that leads its run. Left by it, it has another one. */
function isOfLivingRun({ pid, run }: Marked): boolean {
  const parent = stat(pid)?.parent ?? 0;
  const variables = contents(`/proc/${parent}/environ`).split("\0");
  return stat(parent)?.name === "deno" && !variables.includes(`${MARKER}=${run}`);
}

function commandLine(pid: number): string[] {
  return contents(`/proc/${pid}/cmdline`).split("\0").filter((arg) => arg !== "");
}

/** Kills a process as long as its number is its own, and waits until it is gone. */
async function end(pid: number, isTheSame: () => boolean): Promise<void> {
  if (isTheSame()) Deno.kill(pid, "SIGKILL");
  await eventually(() => !isTheSame(), `process ${pid} has ended`);
}

async function remove(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function owner(path: string): Promise<number | null | undefined> {
  return (await Deno.lstat(path).catch(() => undefined))?.uid;
}

/** Lists what was written for the moment before a command was killed. */
async function temporaryFiles(root: string): Promise<string[]> {
  const katas = (await listKatas(root)).map((kata) => `katas/${kata}`);
  const folders = [...katas, `${MEMORY_FOLDER}/results`, `${MEMORY_FOLDER}/hints`];
  const paths = await Promise.all(folders.map(async (folder) => {
    const names = (await entries(`${root}/${folder}`).catch(() => [])).map(({ name }) => name);
    return names.filter(isTemporary).map((name) => `${folder}/${name}`);
  }));
  const old = await Promise.all(
    paths.flat().map(async (path) => {
      const { mtime } = await Deno.lstat(`${root}/${path}`);
      return Date.now() - (mtime?.getTime() ?? 0) > OLD ? [path] : [];
    }),
  );
  return old.flat();
}
