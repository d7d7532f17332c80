import { FakeRepository } from "../../damage/fake_repository.ts";
import { structure } from "./structure.ts";
import { assertEquals } from "@std/assert";

Deno.test("no rule complains about a repository in which nothing is wrong", async () => {
  using repository = new FakeRepository();
  assertEquals((await structure(repository.root, ["sum"])).flat(), []);
});
