/** Fixture: tests that leave objects in the kernel, and write down which. The last one waits to be killed. */
import { peerModule, supervised } from "../mod.ts";
import { make, makeQueue } from "./kept_objects.ts";

type Objects = typeof import("./kept_objects.ts");
const objects = peerModule<Objects>(import.meta.resolve("./kept_objects.ts"));

for (const name of ["ends", "fails", "waits"]) {
  Deno.test(
    name,
    supervised(async ({ key, posixName, start }) => {
      const [its, named] = [key(), posixName()];
      make(its);
      makeQueue(named.slice(1));
      for (const file of [named, named.replace("/", "/sem.")]) {
        Deno.writeTextFileSync(`/dev/shm${file}`, "");
      }
      const ids = await start(objects, "makePrivate", []).result;
      const line = JSON.stringify({ key: its, name: named.slice(1), ids });
      Deno.writeTextFileSync(Deno.env.get("LIST")!, `${line}\n`, { append: true });
      if (name === "fails") throw new Error("on purpose");
      if (name === "waits") await new Promise((go) => setTimeout(go, 10_000)); // killed meanwhile
    }),
  );
}
