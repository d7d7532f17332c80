/**
 * What a file exports, as `deno doc` reads it.
 *
 * @module
 */

import { join, toFileUrl } from "@std/path";

/** A function, or a method or the constructor of a class. */
export interface Signature {
  /** With the class in front: `Semaphore.acquire`, `Semaphore.constructor`. */
  name: string;
  /** The line of the declaration, counted from 0. */
  line: number;
  parameters: {
    /** The names that it binds: one, unless it is a pattern. */
    names: string[];
    /** Its type, comparable; `undefined` when it is not written down. */
    type: string | undefined;
  }[];
}

/** One exported name. */
export interface Export {
  name: string;
  /** What `deno doc` calls it: `function`, `class`, `typeAlias` and so on. */
  kind: string;
  /** The function itself, or the constructor and the public methods of the class. */
  signatures: Signature[];
  /** Its comment and those of its members: each description, `@param`, `@returns` and `@throws`. */
  docs: string[];
}

/**
 * Lists what a file exports.
 *
 * @param root The repository.
 * @param file The file, as seen from it.
 * @throws {Error} When it cannot be read as TypeScript.
 */
export async function exportsOf(root: string, file: string): Promise<Export[]> {
  const path = join(root, file);
  const command = new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", path],
    cwd: root,
    env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
    stdin: "null",
  });
  const { success, stdout, stderr } = await command.output();
  if (!success) throw new Error(reason(new TextDecoder().decode(stderr)));
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as Doc;
  const symbols = nodes[toFileUrl(path).href]?.symbols ?? [];
  return symbols.flatMap(({ name, declarations }) =>
    declarations
      .filter(({ declarationKind }) => declarationKind === "export")
      .map((declaration) => ({
        name,
        kind: declaration.kind,
        signatures: read(name, declaration),
        docs: docsOf(declaration),
      }))
  );
}

/** The parts of the output that are used here. */
interface Doc {
  nodes: Record<string, { symbols?: { name: string; declarations: Declaration[] }[] }>;
}

interface JsDoc {
  doc?: string;
  tags?: { doc?: string }[];
}

interface Declaration {
  kind: string;
  declarationKind: string;
  location: { line: number };
  def?: { params?: Parameter[]; constructors?: Constructor[]; methods?: Method[] };
}

interface Member {
  name: string;
  accessibility?: string;
  location: { line: number };
}

interface Constructor extends Member {
  params: Parameter[];
}

interface Method extends Member {
  functionDef: { params: Parameter[] };
}

interface Parameter {
  name?: string;
  tsType?: unknown;
  /** With a default value. */
  left?: Parameter;
  /** After three dots. */
  arg?: Parameter;
  /** In brackets. */
  elements?: (Parameter | null)[];
  /** In braces. */
  props?: { key?: string; value?: unknown; arg?: Parameter }[];
}

function read(name: string, { kind, location, def = {} }: Declaration): Signature[] {
  if (kind === "function") return [signature(name, location.line, def.params)];
  return [...def.constructors ?? [], ...def.methods ?? []]
    .filter(({ accessibility }) => accessibility === undefined || accessibility === "public")
    .map((member) => {
      const { params } = "functionDef" in member ? member.functionDef : member;
      return signature(`${name}.${member.name}`, member.location.line, params);
    });
}

/** Every comment within a part of the output. */
function docsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(docsOf);
  if (typeof part !== "object" || part === null) return [];
  const { jsDoc, ...rest } = part as { jsDoc?: JsDoc };
  const own = [jsDoc?.doc, ...jsDoc?.tags?.map(({ doc }) => doc) ?? []];
  return [...own.filter((text) => text !== undefined), ...Object.values(rest).flatMap(docsOf)];
}

function signature(name: string, line: number, parameters: Parameter[] = []): Signature {
  return {
    name,
    line,
    parameters: parameters.map((it) => ({
      names: names(it),
      type: comparable(it.tsType ?? it.left?.tsType ?? it.arg?.tsType),
    })),
  };
}

function names({ name, left, arg, elements, props }: Parameter): string[] {
  if (name !== undefined) return [name];
  if (left ?? arg) return names((left ?? arg)!);
  if (elements) return elements.flatMap((element) => element ? names(element) : []);
  return props?.flatMap(({ key, arg }) => key ? [key] : arg ? names(arg) : []) ?? [];
}

/** A type without the places that it was found in. */
function comparable(type: unknown): string | undefined {
  const elsewhere = ["location", "resolution"];
  return JSON.stringify(type, (key, value) => elsewhere.includes(key) ? undefined : value);
}

/** The error, without warnings and without Deno's own whereabouts. */
function reason(stderr: string): string {
  return stderr.replace(/^[^]*?^error: /m, "").replace(/\n\s*Stack backtrace:[^]*$/, "").trim();
}
