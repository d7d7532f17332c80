import { mutate } from "./mutants.ts";
import plugin from "./plugin.ts";
import { assert, assertEquals } from "@std/assert";

/** The changed texts, without line breaks. */
function changes(source: string): string[] {
  const found = Deno.lint.runPlugin(plugin, "source.ts", source);
  return mutate(source, found.map(({ message }) => JSON.parse(message)))
    .map(({ text }) => text.replace(/\s+/g, " ").trim()).sort();
}

function assertChanges(source: string, expected: string[]): void {
  assertEquals(changes(source), expected.sort());
}

function assertAmong(source: string, ...expected: string[]): void {
  const found = changes(source);
  for (const text of expected) assert(found.includes(text), `${text}\n\n${found.join("\n")}`);
}

Deno.test("mutate drops a statement with the comment behind it, and does it twice", () => {
  assertChanges("close(); // now", ["", "close(); close(); // now"]);
  assertChanges("x = y;", [""]);
});

Deno.test("mutate swaps statements that do different things", () => {
  assertAmong("{ a(); b(); }", "{ b(); a(); }");
  assertAmong("{ a(); try { b(); } finally {} }", "{ try { b(); } finally {} a(); }");
  assert(!changes("{ a(1); a(2); }").includes("{ a(2); a(1); }"));
});

Deno.test("mutate skips a loop, and ends it after its first round", () => {
  assertAmong("while (x) { f(); }", "", "while (x) { }");
  assertAmong("while (x) {\n  f();\n}", "while (x) { f(); break; }");
  assertAmong("for (const a of b) f(a);", "for (const a of b) { f(a); break; }");
  assertAmong("do { f(); } while (x);", "do { f(); break; } while (x);");
  assertChanges("while (f());", [""]);
});

Deno.test("mutate decides conditions", () => {
  assertChanges("if (a) throw b;", ["", "if (true) throw b;"]);
  assertAmong("if (a) f(); else g();", "if (true) f(); else g();", "if (false) f(); else g();");
  assertAmong("if (a) f(); else g();", "if (a) {} else g();", "if (a) f(); else {}");
  assertAmong("x = a ? b : c;", "x = true ? b : c;", "x = false ? b : c;");
});

Deno.test("mutate replaces operators, also between parentheses", () => {
  assertAmong("x = (a = b) > 0;", "x = (a = b) >= 0;", "x = (a = b) <= 0;");
  assertAmong("x = a < b.c;", "x = a < b.c - 1;", "x = a <= b.c;", "x = a >= b.c;");
  assertAmong("x = a === b;", "x = a !== b;");
  assertAmong("x = a && !b;", "x = a || !b;", "x = a && b;");
  assertAmong("x = a ?? (b);", "x = a ;", "x = (b);");
  assertAmong("x = O_A | O_B;", "x = O_A ;", "x = O_B;");
  assertAmong("x += -y;", "x -= -y;", "x = -y;", "x += y;");
  assertAmong("x++; --y;", "x--; --y;", "x++; ++y;");
});

Deno.test("mutate changes constants", () => {
  assertAmong("x = 8;", "x = 9;", "x = 0;");
  assertAmong("x = 0; y = 2n;", "x = 1; y = 2n;", "x = 0; y = 3n;", "x = 0; y = 0n;");
  assertAmong(
    'x = [true, "a", "", `b`];',
    'x = [false, "a", "", `b`];',
    'x = [true, "", "", `b`];',
  );
  assertAmong('x = ["", `b`];', 'x = ["?", `b`];', 'x = ["", ""];');
  assertAmong("x = { 1: a };", "x = { 2: a };", "x = { 0: a };");
});

Deno.test("mutate leaves names, types and the wording of errors alone", () => {
  assertChanges('import { a } from "b"; export * from "c";', []);
  assertChanges('type T = "a" | 1;', []);
  assertChanges("throw new Error(`It is ${x}`);", [""]);
  assertChanges('x = { "a": b };', ["", "x = { };"]);
});

Deno.test("mutate drops and swaps arguments, elements and properties", () => {
  assertAmong("f(a, b, c);", "f(b, c);", "f(a, c);", "f(a, b);", "f(b, a, c);", "f(a, c, b);");
  assertAmong("x = new A(b);", "x = new A();");
  assertAmong("x = [a, b];", "x = [b];", "x = [a];", "x = [b, a];");
  assertAmong("x = { a, b: c };", "x = { b: c };", "x = { a };");
  assertChanges("const [a, b] = c;", ["const [b, a] = c;"]);
});

Deno.test("mutate drops one call of a chain", () => {
  assertAmong("x = a.b().c(d);", "x = a.c(d);", "x = a.b();");
  assertAmong("x = (a ?? b)?.c();", "x = (a ?? b);");
});

Deno.test("mutate drops await, finally, catch, and the close() that using does", () => {
  assertAmong("await f();", "f();");
  assertAmong("try { a(); } finally { b(); }", "{ a(); } { b(); }", "try { a(); } finally { }");
  assertAmong("try { a(); } catch { b(); }", "{ a(); }", "try { a(); } catch { }");
  assertAmong(
    "try { a(); } catch { b(); } finally { c(); }",
    "try { a(); } finally { c(); }",
    "try { a(); } catch { b(); } { c(); }",
  );
  assertChanges("using a = b;", ["const a = b;"]);
  assertChanges("await using a = b;", ["const a = b;"]);
});

Deno.test("mutate empties blocks", () => {
  assertAmong("function f() { a(); b(); }", "function f() {}");
});
