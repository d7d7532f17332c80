/**
 * What the tests let your functions do in a process of their own. You need not change anything here.
 *
 * @module
 */

type Fifo = typeof import("./fifo.ts");

/** Calls createFifo() while the process has this umask, and gives the umask afterwards. */
export async function createWithUmask(
  url: string,
  umask: number,
  path: string,
  mode?: number,
): Promise<number> {
  const { createFifo }: Fifo = await import(url);
  Deno.umask(umask);
  await createFifo(path, mode); // It may be asynchronous.
  return Deno.umask();
}

/** Calls publish(), and starts cat right after that. Gives what cat has read. */
export async function publishThenRead(
  url: string,
  path: string,
  records: string[],
): Promise<string> {
  const { publish }: Fifo = await import(url);
  const published = publish(path, records);
  const cat = new Deno.Command("cat", { args: [path], stderr: "inherit" }).output();
  const [{ stdout }] = await Promise.all([cat, published]);
  return new TextDecoder().decode(stdout);
}

/** Calls collect(), and starts a shell that writes right after that. */
export async function collectThenWrite(url: string, path: string, text: string): Promise<string[]> {
  const { collect }: Fifo = await import(url);
  const collected = collect(path);
  const args = ["-c", 'printf %s "$2" > "$1"', "sh", path, text];
  const [records] = await Promise.all([collected, new Deno.Command("sh", { args }).output()]);
  return records;
}

/** Calls serve(), and aborts it when SIGUSR2 arrives, or before the call. */
export async function serveUntilAborted(url: string, path: string, aborted = false): Promise<void> {
  const { serve }: Fifo = await import(url);
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (aborted) abort();
  Deno.addSignalListener("SIGUSR2", abort);
  try {
    await serve(path, handle, { signal: controller.signal });
  } finally {
    Deno.removeSignalListener("SIGUSR2", abort);
  }
}

/** Answers in capitals. It fails for "fail", and "hold PATH" waits until a FIFO has been written. */
async function handle(body: string): Promise<string> {
  if (body === "fail") throw new Error("the handler failed");
  if (body.startsWith("hold ")) await Deno.readTextFile(body.slice("hold ".length));
  return body.toUpperCase();
}
