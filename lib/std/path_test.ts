import { assert, assertEquals, assertFalse, assertMatch, assertThrows } from "@std/assert";
import * as path from "@std/path";
import {
  basename,
  common,
  DELIMITER,
  dirname,
  extname,
  format,
  fromFileUrl,
  globToRegExp,
  isAbsolute,
  isGlob,
  join,
  joinGlobs,
  normalize,
  normalizeGlob,
  parse,
  relative,
  resolve,
  SEPARATOR,
  SEPARATOR_PATTERN,
  toFileUrl,
  toNamespacedPath,
} from "@std/path";

const windows = Deno.build.os === "windows";
/** A path as this system writes it. */
const native = (path: string) => path.replaceAll("/", SEPARATOR);

Deno.test("basename(), dirname() and extname() take a path apart", () => {
  assertEquals(basename("katas/pipe/pipe.ts"), "pipe.ts");
  assertEquals(basename("katas/pipe/pipe.ts", ".ts"), "pipe");
  assertEquals(basename("katas/pipe/"), "pipe");
  assertEquals(dirname("katas/pipe/pipe.ts"), "katas/pipe");
  assertEquals(dirname("pipe.ts"), ".");
  assertEquals(extname("pipe_test.ts"), ".ts");
  assertEquals(extname(".gitignore"), "");
});

Deno.test("basename(), dirname(), extname(), normalize() and join() take a file URL", () => {
  const url = new URL("file:///C:/katas/pipe.ts");
  assertEquals(basename(url), "pipe.ts");
  assertEquals(basename(dirname(url)), "katas");
  assertEquals(extname(url), ".ts");
  assertEquals(basename(normalize(url)), "pipe.ts");
  assertEquals(basename(join(url, "..", "sum.ts")), "sum.ts");
  assertThrows(() => basename(new URL("https://deno.com/a")), TypeError, "must be a file URL");
});

Deno.test("join() and normalize() drop dots and doubled separators", () => {
  assertEquals(join("a", "..", "b", "./c"), native("b/c"));
  assertEquals(join(""), ".");
  assertEquals(normalize("a//b/../c/"), native("a/c/"));
  assertEquals(normalize("../a"), native("../a"));
});

Deno.test("join() needs a path", () => {
  // @ts-expect-error the real package refuses it too
  assertEquals(join(), ".");
});

Deno.test("parse() and format() are inverse", () => {
  const parsed = parse(native("a/b.tar.gz"));
  assertEquals(parsed, { root: "", dir: "a", base: "b.tar.gz", ext: ".gz", name: "b.tar" });
  assertEquals(format(parsed), native("a/b.tar.gz"));
  assertEquals(format({ name: "a", ext: ".ts" }), "a.ts");
});

Deno.test("resolve() and relative() go from the current folder", () => {
  assertEquals(resolve("a", "../b"), join(Deno.cwd(), "b"));
  assertEquals(resolve("a", resolve("b")), join(Deno.cwd(), "b"));
  assertEquals(relative("a/b", "a/c/d"), native("../c/d"));
  assertEquals(relative("a", "a"), "");
  assert(isAbsolute(resolve("a")));
  assertFalse(isAbsolute("a"));
});

Deno.test("fromFileUrl() and toFileUrl() are inverse, also for spaces and percent signs", () => {
  const file = resolve("100% of a folder", "ä.ts");
  const url = toFileUrl(file);
  assertEquals(url.protocol, "file:");
  assertMatch(url.href, /\/100%25%20of%20a%20folder\/%C3%A4\.ts$/);
  assertEquals(fromFileUrl(url), file);
  assertEquals(fromFileUrl(url.href), file);
  assertThrows(() => toFileUrl("a"), TypeError, "must be absolute");
  assertThrows(() => fromFileUrl("https://deno.com"), TypeError, "must be a file URL");
});

Deno.test("common() finds the folder that the paths share", () => {
  assertEquals(common(["a/b/c.ts", "a/b/d.ts", "a/e.ts"].map(native)), native("a/"));
  assertEquals(common(["a/b", "c/d"].map(native)), "");
});

Deno.test("the constants are those of the system", () => {
  assertEquals(SEPARATOR, windows ? "\\" : "/");
  assertEquals(DELIMITER, windows ? ";" : ":");
  assertEquals(native("a//b").split(SEPARATOR_PATTERN), ["a", "b"]);
  if (!windows) assertEquals(toNamespacedPath("/a"), "/a");
});

Deno.test("globToRegExp() crosses folders with two stars only", () => {
  assert(globToRegExp("katas/*.ts").test(native("katas/pipe.ts")));
  assertFalse(globToRegExp("katas/*.ts").test(native("katas/pipe/pipe.ts")));
  assert(globToRegExp("katas/**/*.ts").test(native("katas/pipe/pipe.ts")));
  assertFalse(globToRegExp("katas/**/*.ts", { globstar: false }).test(native("katas/a/b/c.ts")));
  assert(globToRegExp("@(a|b).ts").test("b.ts"));
  assertFalse(globToRegExp("@(a|b).ts", { extended: false }).test("b.ts"));
  assertFalse(globToRegExp("*.ts").test("A.TS"));
  assert(globToRegExp("*.ts", { caseInsensitive: true }).test("A.TS"));
});

Deno.test("isGlob(), joinGlobs() and normalizeGlob() know globs from paths", () => {
  assert(isGlob("katas/*.ts"));
  assertFalse(isGlob("katas/pipe.ts"));
  assertEquals(joinGlobs(["a", "**", "..", "b"]), native("a/b"));
  assertEquals(joinGlobs(["a", "**", "..", "b"], { globstar: true }), native("a/**/../b"));
  assertEquals(normalizeGlob("a/**/../b"), native("a/b"));
  assertEquals(normalizeGlob("a/**/../b", { globstar: true }), native("a/**/../b"));
});

Deno.test("the declared names of @std/path are the ones that exist", async () => {
  const types = await Deno.readTextFile(new URL("path/mod.d.ts", import.meta.url));
  const declared = types.matchAll(/^export declare (?:function|class|const) (\w+)/gm);
  assertEquals(Array.from(declared, ([, name]) => name).sort(), Object.keys(path).sort());
});
