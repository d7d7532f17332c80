/**
 * Changes of a source text, by the nodes of its syntax tree.
 *
 * @module
 */

/** One change of a source text. */
export interface Edit {
  /** Where the replaced text begins. */
  start: number;
  /** Where it ends. */
  end: number;
  /** What comes in its place. */
  text: string;
  /** The function in which this is: `send()`, or `the module` outside of all. */
  inside: string;
}

/** A node that is part of another. */
export type Node = Extract<Deno.lint.Node, { parent: unknown }>;
/** From where to where. */
export type Range = [start: number, end: number];

const BLOCKS = new Set(["BlockStatement", "Program", "SwitchCase"]);
const FUNCTIONS = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);
/** What gives its name to a function. */
const NAMING = new Set([
  "VariableDeclarator",
  "MethodDefinition",
  "Property",
  "PropertyDefinition",
]);
/** What may be done earlier or later. */
const MOVABLE = new Set([
  "ExpressionStatement",
  "TryStatement",
  "ForStatement",
  "ForOfStatement",
  "ForInStatement",
  "WhileStatement",
  "DoWhileStatement",
]);

/** Reports changes. */
export class Editor {
  /** The whole text. */
  readonly source: string;
  #context: Deno.lint.RuleContext;

  /** Reports to a rule of `deno lint`. */
  constructor(context: Deno.lint.RuleContext) {
    this.#context = context;
    this.source = context.sourceCode.text;
  }

  /** The text of a node. */
  text({ range }: { range: Range }): string {
    return this.source.slice(...range);
  }

  /**
   * Replaces a part of the text.
   *
   * @param node Where this is.
   * @param range The part.
   * @param text What comes in its place.
   */
  change(node: Node, [start, end]: Range, text: string): void {
    const edit: Edit = { start, end, text, inside: this.#functionOf(node) };
    this.#context.report({ node, message: JSON.stringify(edit) });
  }

  /** Takes a part of the text away. */
  remove(node: Node, range: Range): void {
    this.change(node, range, "");
  }

  /** Adds to the text. */
  insert(node: Node, at: number, text: string): void {
    this.change(node, [at, at], text);
  }

  /** Leaves a statement out. */
  drop(node: Node): void {
    const { parent } = node;
    if (BLOCKS.has(parent.type)) this.remove(node, this.#lineOf(node));
    // What is all that an "if" does is left out with it.
    else if (parent.type !== "IfStatement" || parent.alternate) this.change(node, node.range, "{}");
  }

  /** Leaves each of some things out that stand between commas. */
  dropEach(parent: Node, items: (Node | null)[]): void {
    for (const [i, item] of items.entries()) {
      if (!item || this.isWording(item)) continue;
      const [before, after] = [items[i - 1], items[i + 1]];
      const start = before && !after ? before.range[1] : item.range[0];
      this.remove(parent, [start, after ? after.range[0] : item.range[1]]);
    }
  }

  /** Swaps each two neighbours. */
  swapNeighbours(items: (Node | null)[]): void {
    for (const [i, second] of items.entries()) {
      const first = items[i - 1];
      if (first && second) this.#swap(first, first.range, second.range);
    }
  }

  /** Swaps each two neighbours that do different things. */
  swapStatements(statements: Deno.lint.Statement[]): void {
    for (const [i, second] of statements.entries()) {
      const first = statements[i - 1];
      if (!first || !MOVABLE.has(first.type) || !MOVABLE.has(second.type)) continue;
      if (![first.type, second.type].includes("ExpressionStatement")) continue;
      const callee = this.calleeOf(first);
      if (callee && callee === this.calleeOf(second)) continue; // close(a); close(b);
      this.#swap(first, this.#lineOf(first), this.#lineOf(second));
    }
  }

  /** The function that a statement calls, if it does nothing else. */
  calleeOf(node: Deno.lint.Statement): string {
    if (node.type !== "ExpressionStatement") return "";
    return node.expression.type === "CallExpression" ? this.text(node.expression.callee) : "";
  }

  /** Whether a text says what is wrong: that is for people, and tests do not compare it. */
  isWording(node: Node): boolean {
    const isText = node.type === "TemplateLiteral" ||
      (node.type === "Literal" && typeof node.value === "string");
    return isText && this.#ancestors(node).some(({ type }) => type === "ThrowStatement");
  }

  #swap(node: Node, first: Range, second: Range): void {
    const [one, other] = [this.source.slice(...first), this.source.slice(...second)];
    const between = this.source.slice(first[1], second[0]);
    this.change(node, [first[0], second[1]], other + between + one);
  }

  /** A statement, with the comment behind it. */
  #lineOf({ range: [start, end] }: Node): Range {
    const comment = /^[ \t]*\/\/.*/.exec(this.source.slice(end))?.[0] ?? "";
    return [start, end + comment.length];
  }

  #functionOf(node: Node): string {
    for (const { type, id, parent } of [...this.#ancestors(node), node].reverse() as Named[]) {
      if (!FUNCTIONS.has(type)) continue;
      const name = id ?? (NAMING.has(parent.type) ? parent.id ?? parent.key : undefined);
      if (name) return `${this.text(name).replace(/:.*/s, "")}()`;
    }
    return "the module";
  }

  #ancestors(node: Node): Deno.lint.Node[] {
    return this.#context.sourceCode.getAncestors(node);
  }
}

/** A node that may have a name, or get one from its parent. */
interface Named {
  type: string;
  id?: Node;
  parent: Named & { key?: Node };
}
