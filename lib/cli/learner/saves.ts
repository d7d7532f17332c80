/**
 * Notices when somebody saves a file.
 *
 * @module
 */

import { basename } from "@std/path";
import { isKept } from "../course/kept.ts";

/** An editor that saves makes several changes in a row: how long there is none after the last, in milliseconds. */
const QUIET = 100;

/** Watches a folder until the end of a `using` block. */
export class Saves implements Disposable {
  #watcher: Deno.FsWatcher;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /**
   * Begins to watch.
   *
   * @param folder The folder, with all below it.
   * @param onSave Called with the path of each TypeScript file that was saved.
   * @param onError Called when it cannot go on.
   * @throws When the system cannot watch it: `man 7 inotify` tells the limits.
   */
  constructor(folder: string, onSave: (path: string) => void, onError: (error: unknown) => void) {
    this.#watcher = Deno.watchFs(folder);
    this.#watch(onSave).catch(onError);
  }

  async #watch(onSave: (path: string) => void): Promise<void> {
    for await (const { kind, paths } of this.#watcher) {
      if (kind === "access" || kind === "other") continue;
      for (const path of paths.filter(isSource)) {
        clearTimeout(this.#timers.get(path));
        this.#timers.set(path, setTimeout(() => onSave(path), QUIET));
      }
    }
  }

  [Symbol.dispose](): void {
    this.#watcher.close();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}

/** Whether a file can be part of a kata: not one that an editor or `reset` puts beside it. */
function isSource(path: string): boolean {
  const name = basename(path);
  return name.endsWith(".ts") && !name.startsWith(".") && !isKept(name);
}
