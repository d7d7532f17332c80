import { searchPath } from "./search_path.ts";
import { assertEquals } from "@std/assert";

Deno.test("searchPath() leaves out what may not be searched, and nothing else", () => {
  const look = (path: string) => {
    if (path.startsWith("/private/")) throw new Deno.errors.PermissionDenied();
    if (path.startsWith("/missing/")) throw new Deno.errors.NotFound();
  };
  assertEquals(searchPath("/a:/private:/missing::/b", look), "/a:/missing::/b");
  assertEquals(searchPath("", look), "");
});
