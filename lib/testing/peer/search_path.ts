/**
 * The folders in which programs are looked for: `PATH` of `man 7 environ`.
 *
 * ```ts
 * import { searchPath } from "lib/testing/peer/search_path.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(searchPath("/bin:/nowhere"), "/bin:/nowhere");
 * ```
 *
 * @module
 */

/**
 * Leaves out folders that this user may not search. Nothing is found there; but because of one, a program that
 * is missing is reported by `EACCES`: `man 3 exec`.
 *
 * @param path Folders, with colons between.
 * @param look Looks at a path; replaced in tests.
 */
export function searchPath(path: string, look: (path: string) => unknown = Deno.statSync): string {
  return path.split(":").filter((folder) => {
    try {
      look(`${folder || "."}/.`);
      return true;
    } catch (error) {
      return !(error instanceof Deno.errors.PermissionDenied);
    }
  }).join(":");
}
