/**
 * The types of `@std/path`, for the compiled JavaScript in npm's `deno-std`.
 *
 * @module
 */

/** What {@linkcode parse} gives and {@linkcode format} takes. */
export interface ParsedPath {
  /** `"/"`, `"C:\\"`, or empty for a relative path. */
  root: string;
  /** The folder. */
  dir: string;
  /** The file name with its extension. */
  base: string;
  /** The extension, with its dot. */
  ext: string;
  /** The file name without its extension. */
  name: string;
}

/** `"/"`, or `"\\"` on Windows. */
export declare const SEPARATOR: "/" | "\\";
/** One or more separators. */
export declare const SEPARATOR_PATTERN: RegExp;
/** `":"`, or `";"` on Windows. */
export declare const DELIMITER: ":" | ";";

/** The last part of a path, without `suffix` if it ends so. */
export declare function basename(path: string | URL, suffix?: string): string;
/** The folder that a path is in. */
export declare function dirname(path: string | URL): string;
/** The extension, with its dot. */
export declare function extname(path: string | URL): string;
/** The parts of a path. */
export declare function parse(path: string): ParsedPath;
/** A path from its parts. */
export declare function format(pathObject: Partial<ParsedPath>): string;
/** Whether a path starts from the root. */
export declare function isAbsolute(path: string): boolean;
/** The parts joined and normalized. */
export declare function join(path: string | URL, ...paths: string[]): string;
/** Without `.`, `..` and doubled separators. */
export declare function normalize(path: string | URL): string;
/** The way from one path to another; both are taken from the current folder. */
export declare function relative(from: string, to: string): string;
/** An absolute path: parts are put in front from right to left, until one is absolute. */
export declare function resolve(...pathSegments: string[]): string;
/** `file:///a/b` to `/a/b`. */
export declare function fromFileUrl(url: string | URL): string;
/** `/a/b` to `file:///a/b`; the path has to be absolute. */
export declare function toFileUrl(path: string): URL;
/** A Windows namespaced path; on other systems the path itself. */
export declare function toNamespacedPath(path: string): string;
/** The longest folder that all the paths share. */
export declare function common(paths: string[]): string;

/** Options of the glob functions. */
export interface GlobOptions {
  /** Knows `@(a|b)`, `?(a)` and their kin; `globToRegExp` does unless told not to. */
  extended?: boolean;
  /** Lets `**` cross folders; on in `globToRegExp`, off in the other two. */
  globstar?: boolean;
  /** Whether case makes no difference; off. */
  caseInsensitive?: boolean;
}
/** A glob as a regular expression. */
export declare function globToRegExp(
  glob: string,
  options?: GlobOptions,
): RegExp;
/** Whether a string has glob characters. */
export declare function isGlob(str: string): boolean;
/** {@linkcode join}, for globs. */
export declare function joinGlobs(
  globs: string[],
  options?: GlobOptions,
): string;
/** {@linkcode normalize}, for globs. */
export declare function normalizeGlob(
  glob: string,
  options?: GlobOptions,
): string;
