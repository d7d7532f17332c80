/**
 * Formats a text as `deno fmt` wants it.
 *
 * @module
 */

/**
 * Formats a text.
 *
 * @param text The text.
 * @param extension What it is: `"md"`, `"json"`, `"ts"`.
 * @param root The repository, whose configuration holds.
 */
export async function formatted(text: string, extension: string, root: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", `--ext=${extension}`, "-"],
    cwd: root,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { stdout } = await child.output();
  return new TextDecoder().decode(stdout);
}
