/**
 * Lint rules of this project, for `deno lint`.
 *
 * @module
 */

const SLEEPS = new Set(["setTimeout", "setInterval", "delay"]);

/** The plugin that `deno.json` names. */
const plugin: Deno.lint.Plugin = {
  name: "kata",
  rules: {
    /** A test that sleeps is slow on every machine and wrong on a busy one. */
    "no-sleep": {
      create(context) {
        if (!context.filename.endsWith("_test.ts")) return {};
        return {
          Identifier(node) {
            if (!SLEEPS.has(node.name)) return;
            context.report({
              node,
              message: `A test does not wait by time: ${node.name}`,
              hint: "Wait for what has to happen: eventually(), peer.waitsFor(), or a result",
            });
          },
        };
      },
    },
  },
};

export default plugin;
