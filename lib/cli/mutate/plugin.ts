/**
 * The changes that `deno task mutate` tries, as a plugin of `deno lint`: Deno's own parser finds where
 * each can be made. A report's message is the change as JSON, an `Edit`.
 *
 * Each is one that a person might make by mistake: something forgotten, something swapped, something
 * off by one. Nothing is avoided here because it cannot compile; the compiler finds that later.
 *
 * @module
 */

import { Editor, type Node, type Range } from "./editor.ts";

/** By what an operator is replaced. */
const SWAPS: Record<string, string[]> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "<<": [">>"],
  ">>": ["<<"],
  "&&": ["||"],
  "||": ["&&"],
  "++": ["--"],
  "--": ["++"],
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "*=": ["/=", "="],
  "|=": ["="],
  "&=": ["="],
  "??=": ["="],
};
/** One too early; "<=" and ">=" are one too late. */
const STEPS: Record<string, string> = { "<": " - 1", ">": " + 1" };
/** Operators of which either side may be forgotten. */
const JOINTS = new Set(["|", "&", "^", "??"]);
/** Statements after which nothing of a block is reached. */
const JUMPS = new Set(["BreakStatement", "ReturnStatement", "ThrowStatement", "ContinueStatement"]);
/** Here a text or a number is no value. */
const NO_VALUES = new Set([
  "ImportDeclaration",
  "ExportAllDeclaration",
  "ExportNamedDeclaration",
  "ImportExpression",
  "TSLiteralType",
]);

/** The plugin; its one rule is `mutate/all`. */
const plugin: Deno.lint.Plugin = {
  name: "mutate",
  rules: { all: { create: (context) => visitor(new Editor(context)) } },
};

export default plugin;

function visitor(editor: Editor): Deno.lint.LintVisitor {
  const { source } = editor;
  const drop = (node: Node) => editor.drop(node);

  return {
    // What is done.
    ExpressionStatement(node) {
      editor.drop(node);
      // The second close() of two meets a descriptor that is somebody else's by now.
      if (editor.calleeOf(node)) editor.insert(node, node.range[1], ` ${editor.text(node)}`);
    },
    ThrowStatement: drop,
    ReturnStatement: drop,
    BreakStatement: drop,
    ContinueStatement: drop,
    BlockStatement(node) {
      if (node.body.length > 1) editor.change(node, node.range, "{}");
      editor.swapStatements(node.body);
    },
    AwaitExpression(node) {
      editor.remove(node, [node.range[0], node.range[0] + "await ".length]);
    },

    // Whether and how often it is done.
    IfStatement(node) {
      if (node.alternate) editor.change(node, node.test.range, "false");
      else editor.drop(node);
      editor.change(node, node.test.range, "true");
    },
    ConditionalExpression(node) {
      for (const value of ["true", "false"]) editor.change(node, node.test.range, value);
    },
    ForStatement: loop,
    ForOfStatement: loop,
    ForInStatement: loop,
    WhileStatement: loop,
    DoWhileStatement: loop,

    // What is done in any case.
    TryStatement(node) {
      const { block, handler, finalizer } = node;
      const [tried, last] = [editor.text(block), finalizer ? editor.text(finalizer) : ""];
      if (handler) editor.change(node, node.range, last ? `try ${tried} finally ${last}` : tried);
      const first = handler ? `try ${tried} ${editor.text(handler)}` : tried;
      // An error passes by.
      if (finalizer) editor.change(node, node.range, `${first} ${last}`);
    },
    VariableDeclaration(node) {
      const { kind, range: [start] } = node;
      if (kind.endsWith("using")) editor.change(node, [start, start + kind.length], "const");
    },

    // With what it is done.
    CallExpression(node) {
      editor.dropEach(node, node.arguments);
      editor.swapNeighbours(node.arguments);
      if (node.parent.type === "ExpressionStatement") return; // It is dropped as a whole.
      const callee = node.callee.type === "ChainExpression" ? node.callee.expression : node.callee;
      if (callee.type !== "MemberExpression" || callee.computed) return;
      const { object: { range: [, end] }, property } = callee;
      const dot = source.slice(end, property.range[0]).search(/\??\./);
      editor.remove(node, [end + dot, node.range[1]]);
    },
    NewExpression(node) {
      editor.dropEach(node, node.arguments);
      editor.swapNeighbours(node.arguments);
    },
    ArrayExpression(node) {
      editor.dropEach(node, node.elements);
      editor.swapNeighbours(node.elements);
    },
    ArrayPattern(node) {
      editor.swapNeighbours(node.elements);
    },
    ObjectExpression(node) {
      editor.dropEach(node, node.properties);
    },

    // What comes out.
    BinaryExpression: operator,
    LogicalExpression: operator,
    AssignmentExpression: operator,
    UpdateExpression(node) {
      const { operator, prefix, range: [start, end] } = node;
      const range: Range = prefix ? [start, start + 2] : [end - 2, end];
      for (const other of SWAPS[operator]!) editor.change(node, range, other);
    },
    UnaryExpression(node) {
      if (/^[-!~]$/.test(node.operator)) editor.remove(node, [node.range[0], node.range[0] + 1]);
    },
    TemplateLiteral(node) {
      if (!editor.isWording(node)) editor.change(node, node.range, '""');
    },
    Literal(node) {
      const { parent, value } = node;
      if (NO_VALUES.has(parent.type) || editor.isWording(node)) return;
      const isKey = parent.type === "Property" && parent.key === node;
      for (const other of isKey && typeof value === "string" ? [] : others(value)) {
        editor.change(node, node.range, other);
      }
    },
  };

  /** Skips a loop, or ends it after its first round. */
  function loop(node: Node & { body: Deno.lint.Statement | null }): void {
    editor.drop(node);
    const { body } = node;
    if (!body) return; // Deno's tree has no empty statement.
    if (body.type !== "BlockStatement") {
      editor.change(node, body.range, `{ ${editor.text(body)} break; }`);
    } else if (!JUMPS.has(body.body.at(-1)?.type ?? "")) {
      const end = body.range[1] - 1;
      const indent = /\n( *)$/.exec(source.slice(0, end))?.[1] ?? "";
      editor.insert(node, end, `  break;\n${indent}`);
    }
  }

  function operator(
    node: Deno.lint.BinaryExpression | Deno.lint.LogicalExpression | Deno.lint.AssignmentExpression,
  ): void {
    const { left, right, operator, range: [start, end] } = node;
    // Between the two there may be parentheses as well.
    const from = left.range[1] + source.slice(left.range[1], right.range[0]).indexOf(operator);
    const to = from + operator.length;
    for (const other of SWAPS[operator] ?? []) editor.change(node, [from, to], other);
    const step = STEPS[operator];
    if (step && right.type !== "Literal") editor.insert(node, end, step);
    if (!JOINTS.has(operator)) return;
    editor.remove(node, [from, end]);
    editor.remove(node, [start, to]);
  }
}

/** Values in place of one, as they are written. */
function others(value: unknown): string[] {
  switch (typeof value) {
    case "boolean":
      return [String(!value)];
    case "string":
      return [value === "" ? '"?"' : '""'];
    case "number":
      return value === 0 ? ["1"] : [String(value + 1), "0"];
    case "bigint":
      return value === 0n ? ["1n"] : [`${value + 1n}n`, "0n"];
    default:
      return [];
  }
}
