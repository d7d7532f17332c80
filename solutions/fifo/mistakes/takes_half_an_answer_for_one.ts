/** Mistake: when its time is over, it takes what has come so far for the answer. */
// Caught by: request() waits for room and for its answer exactly as long as it may
// Says: when half of an answer comes, after 61 minutes: {"returned":"ans"}
// Violates: When the answer has not come in that time
export * from "../fifo.ts";
import { request as requestWell } from "../fifo.ts";

const { makeTempDir } = Deno;

export async function request(path: string, body: string, { timeout }: { timeout: number }) {
  const folder = await makeTempDir();
  Deno.makeTempDir = () => Promise.resolve(folder);
  const answer = requestWell(path, body, { timeout: Infinity });
  Deno.makeTempDir = makeTempDir;
  let late = false;
  const end = () => {
    late = true;
    Deno.writeTextFileSync(`${folder}/answer`, "\n", { create: false });
  };
  const timer = setTimeout(end, Math.min(timeout, 2 ** 31 - 1));
  const text = await answer.finally(() => clearTimeout(timer));
  if (late && text === "") throw new Deno.errors.TimedOut("No answer");
  return text;
}
