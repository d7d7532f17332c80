import { todo, TodoError } from "./todo.ts";
import { assertEquals, assertMatch, assertThrows } from "@std/assert";

Deno.test("todo() throws a TodoError whose stack is the one line to replace", () => {
  const limit = Error.stackTraceLimit;
  function answer(question: string): number {
    return todo(question);
  }
  const error = assertThrows(() => answer("What is 6 times 7?"), TodoError);
  assertEquals(error.message, "To do: replace this todo() with your code");
  const [first, ...lines] = error.stack!.split("\n");
  assertEquals(first, "TodoError: To do: replace this todo() with your code");
  assertEquals(lines.length, 1);
  assertMatch(lines[0]!, /at answer \(file:.*\/todo_test\.ts:7:12\)$/);
  assertEquals(Error.stackTraceLimit, limit);
});
