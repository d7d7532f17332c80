import { Kata } from "../course/kata.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { kataComplaints, repositoryComplaints } from "./structure.ts";
import { assertEquals } from "@std/assert";

Deno.test("no rule complains about a repository in which nothing is wrong", async () => {
  using repository = new FakeRepository();
  assertEquals((await kataComplaints(new Kata(repository.root, "sum"))).flat(), []);
  assertEquals((await repositoryComplaints(repository.root)).flat(), []);
});
