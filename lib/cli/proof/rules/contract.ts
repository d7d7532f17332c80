/**
 * Rules about the stub, and about those that stand in its place.
 *
 * @module
 */

import type { Complaint } from "./complaint.ts";
import type { Export, Signature } from "../../course/exports.ts";
import type { Kata } from "../../course/kata.ts";

/** Each function of the stub is one `todo(…)` with all its parameters. */
export async function todos(kata: Kata): Promise<Complaint[]> {
  const file = kata.stub;
  const lines = (await kata.text(file)).split("\n");
  const functions = (await kata.contract()).flatMap(({ signatures }) => signatures);
  return functions.filter((it) => !isTodo(lines, it)).map(({ name, parameters }) => ({
    file,
    rule: `The body of ${name}() is not one todo(…) with all its parameters.`,
    repair: `Let it be: return todo(${parameters.flatMap(({ names }) => names).join(", ")});`,
  }));
}

function isTodo(lines: string[], { line, parameters }: Signature): boolean {
  const indent = /^ */.exec(lines[line] ?? "")![0];
  const length = lines.slice(line).findIndex((text) => text.startsWith(`${indent}}`)) + 1;
  const declaration = lines.slice(line, line + length).join("\n");
  const [, given] = /\{\n\s*(?:return )?todo\(([^)]*)\);\n\s*\}$/.exec(declaration) ?? [];
  const names = given?.split(",").map((name) => name.trim().replace(/^\.\.\./, "")).filter(Boolean);
  return names?.join() === parameters.flatMap(({ names }) => names).join();
}

/** Stub, solution and alternatives export the same names, and functions of the same parameters. */
export async function equalExports(kata: Kata): Promise<Complaint[]> {
  const { stub, solution } = kata;
  const files = [stub, solution, ...await kata.alternatives];
  const present = (await Promise.all(files.map((file) => kata.text(file)))).map((text) =>
    text !== ""
  );
  const contract = await kata.contract();
  const found = await Promise.all(
    files.filter((_, i) => present[i]).map(async (file) => {
      try {
        return compare(stub, contract, file, await kata.exports(file));
      } catch (error) {
        return [{
          file,
          rule: `It cannot be read as TypeScript:\n${(error as Error).message}`,
          repair: "Mend it, so that its exports can be compared.",
        }];
      }
    }),
  );
  return found.flat();
}

function compare(stub: string, contract: Export[], file: string, found: Export[]): Complaint[] {
  if (file === stub || contract.length === 0) return [];
  const [expected, actual] = [contract, found].map((them) => them.map(({ name }) => name).sort());
  if (expected!.join() !== actual!.join()) {
    return [{
      file,
      rule: `It exports ${actual!.join(", ") || "nothing"}.`,
      repair: `Export the same names as ${stub}: ${expected!.join(", ")}.`,
    }];
  }
  const all = (exports: Export[]) => exports.flatMap(({ signatures }) => signatures);
  return all(contract).flatMap((signature) => {
    const rule = difference(signature, all(found).find(({ name }) => name === signature.name));
    return rule ? [{ file, rule, repair: `Declare it with the parameters of ${stub}.` }] : [];
  });
}

/** Results are not compared: a solution may be asynchronous. */
function difference({ name, parameters }: Signature, other?: Signature): string | undefined {
  if (!other) return `There is no function ${name}().`;
  const count = other.parameters.length;
  if (count !== parameters.length) {
    return `${name}() has ${count} ${
      count === 1 ? "parameter" : "parameters"
    }, and in the stub ${parameters.length}.`;
  }
  const i = parameters.findIndex(({ type }, i) => {
    const then = other.parameters[i]!.type;
    return type !== undefined && then !== undefined && type !== then;
  });
  if (i < 0) return undefined;
  return `The parameter ${
    parameters[i]!.names.join(", ")
  } of ${name}() has another type than in the stub.`;
}
