import {
  assert,
  assertEquals,
  assertFalse,
  assertInstanceOf,
  AssertionError,
  assertRejects,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import {
  assertSpyCall,
  assertSpyCallArg,
  assertSpyCalls,
  MockError,
  resolvesNext,
  returnsNext,
  spy,
  stub,
} from "@std/testing/mock";
import { FakeTime, TimeError } from "@std/testing/time";

Deno.test("spy() notes the arguments, the result, the error and the object of each call", () => {
  const divide = spy((a: number, b: number) => {
    if (b === 0) throw new RangeError("by zero");
    return a / b;
  });
  assertEquals(divide(6, 3), 2);
  assertThrows(() => divide(1, 0), RangeError);
  const owner = { divide };
  owner.divide(8, 2);

  assertSpyCalls(divide, 3);
  assertSpyCall(divide, 0, { args: [6, 3], returned: 2, self: undefined });
  assertSpyCall(divide, 1, { error: { Class: RangeError, msgIncludes: "zero" } });
  assertSpyCall(divide, 2, { self: owner, returned: 4 });
  assertEquals(assertSpyCallArg(divide, 2, 0, 8), 8);
});

Deno.test("spy() without a function does nothing, and notes it", () => {
  const nothing = spy();
  assertEquals(nothing(1, "a"), undefined);
  assertEquals(nothing.calls, [{ args: [1, "a"], returned: undefined }]);
});

Deno.test("spy() notes a call when it ends, so an inner call comes first", () => {
  const down = spy((n: number): number => n === 0 ? 0 : down(n - 1));
  down(1);
  assertEquals(down.calls.map((call) => call.args), [[0], [1]]);
});

Deno.test("spy() on a function cannot be restored", () => {
  const nothing = spy();
  assertFalse(nothing.restored);
  assertThrows(() => nothing.restore(), MockError, "function cannot be restored");
});

Deno.test("spy() on a method still calls it, until the end of a using block", () => {
  class Counter {
    n = 0;
    add(by: number) {
      return this.n += by;
    }
  }
  const counter = new Counter();
  {
    using add = spy(counter, "add");
    assertEquals(counter.add(2), 2);
    assertSpyCall(add, 0, { args: [2], returned: 2, self: counter });
    assertStrictEquals(add.original, Counter.prototype.add);
    assertFalse(add.restored);
  }
  assertStrictEquals(counter.add, Counter.prototype.add);
  assertFalse(Object.hasOwn(counter, "add"));
});

Deno.test("stub() replaces a method, until the end of a using block", () => {
  const clock = { hour: () => 12, zone: (name: string) => name };
  {
    using hour = stub(clock, "hour", () => 7);
    using zone = stub(clock, "zone");
    assertEquals(clock.hour(), 7);
    assertEquals(clock.zone("UTC"), undefined);
    assertSpyCalls(hour, 1);
    assertSpyCall(zone, 0, { args: ["UTC"] });
    assertEquals(hour.original.call(clock), 12);
    assertEquals(hour.fake.call(clock), 7);
  }
  assertEquals(clock.hour(), 12);
  assertEquals(clock.zone("UTC"), "UTC");
});

Deno.test("stub() replaces functions of the runtime", () => {
  using log = stub(console, "log");
  using hostname = stub(Deno, "hostname", () => "dojo");
  console.log(Deno.hostname());
  assertSpyCall(log, 0, { args: ["dojo"] });
  assertSpyCalls(hostname, 1);
});

Deno.test("stub() adds a method that is missing, and takes it away again", () => {
  const empty: { run?: () => number } = {};
  const run = stub(empty, "run");
  assertEquals(empty.run?.(), undefined);
  assertSpyCalls(run, 1);
  run.restore();
  assertFalse("run" in empty);
});

Deno.test("restore() throws the second time", () => {
  const target = { run: () => 1 };
  const run = stub(target, "run");
  run.restore();
  assert(run.restored);
  assertThrows(() => run.restore(), MockError, "instance method already restored");
});

Deno.test("spy() and stub() refuse what is no method, what is frozen, and a second spy", () => {
  const target = { n: 1, run: () => 1 };
  assertThrows(() => spy(target, "n"), MockError, "Cannot spy: property is not an instance method");
  assertThrows(
    () => stub(target, "n"),
    MockError,
    "Cannot stub: property is not an instance method",
  );
  using _ = stub(target, "run");
  assertThrows(() => spy(target, "run"), MockError, "Cannot spy: already spying");
  assertThrows(() => stub(target, "run"), MockError, "Cannot stub: already spying");
  const frozen = Object.freeze({ run: () => 1 });
  assertThrows(() => spy(frozen, "run"), MockError, "Cannot spy: non-configurable");
  assertThrows(() => stub(frozen, "run"), MockError, "Cannot stub: non-configurable");
});

Deno.test("assertSpyCalls() says whether the spy was called too little or too much", () => {
  const nothing = spy();
  nothing();
  assertThrows(() => assertSpyCalls(nothing, 2), AssertionError, "Spy not called as much as");
  assertThrows(() => assertSpyCalls(nothing, 0), AssertionError, "Spy called more than expected:");
});

Deno.test("assertSpyCall() says what was not as expected", () => {
  const first = spy((list: number[]) => list[0]);
  first([1, 2]);
  const says = (expected: Parameters<typeof assertSpyCall>[2], message: string, index = 0) =>
    assertThrows(() => assertSpyCall(first, index, expected as never), AssertionError, message);
  says({ args: [[2, 1]] }, "Spy not called with expected args:");
  says({ returned: 2 }, "Spy call did not return expected value:");
  says({ self: {} }, "Spy not called as method on expected self:");
  says({ error: {} }, "Spy call did not throw an error, a value was returned.");
  says(undefined, "Spy not called as much as expected", 1);
  assertThrows(() => assertSpyCall(first, 0, { returned: 1, error: {} }), TypeError, "only one");

  const broken = spy(() => {
    throw new RangeError("too big");
  });
  assertThrows(broken, RangeError);
  assertThrows(
    () => assertSpyCall(broken, 0, { returned: undefined as never }),
    AssertionError,
    "Spy call did not return expected value, an error was thrown.",
  );
  assertThrows(
    () => assertSpyCall(broken, 0, { error: { Class: TypeError } }),
    AssertionError,
    `but was "RangeError"`,
  );
  assertThrows(() => assertSpyCallArg(first, 0, 0, [3]), AssertionError, "not equal");
});

Deno.test("returnsNext() gives one value per call, and throws the errors among them", () => {
  const next = returnsNext([1, new RangeError("too big"), 3]);
  assertEquals(next(), 1);
  assertThrows(next, RangeError, "too big");
  assertEquals(next(), 3);
  assertThrows(next, MockError, "Not expected to be called more than 3 time(s)");
  assertThrows(next, MockError, "3 time(s)");
});

Deno.test("resolvesNext() resolves to one value per call, and rejects with the errors among them", async () => {
  const next = resolvesNext([1, Promise.resolve(2), new RangeError("too big")]);
  assertEquals(await Promise.all([next(), next()]), [1, 2]);
  await assertRejects(() => next(), RangeError, "too big");
  await assertRejects(() => next(), MockError, "Not expected to be called more than 3 time(s)");
});

// deno-lint-ignore kata/no-sleep
const after = (ms: number, run: () => void) => setTimeout(run, ms);
// deno-lint-ignore kata/no-sleep
const every = (ms: number, run: () => void) => setInterval(run, ms);

Deno.test("FakeTime stops the clock", () => {
  using time = new FakeTime("2020-02-03T04:05:06Z");
  assertEquals(new Date().toISOString(), "2020-02-03T04:05:06.000Z");
  assertEquals(Date.now(), time.now);
  time.tick(1000);
  assertEquals(new Date().getSeconds(), 7);
  assertEquals(new Date(0).getTime(), 0);
  assertInstanceOf(new Date(), Date);
  assertEquals(time.start, Date.UTC(2020, 1, 3, 4, 5, 6));
});

Deno.test("FakeTime runs timers when they fall due, in order", () => {
  using time = new FakeTime(0);
  const seen: string[] = [];
  after(100, () => seen.push("a" + Date.now()));
  const interval = every(40, () => seen.push("b" + Date.now()));
  clearTimeout(after(50, () => seen.push("never")));
  after(80, () => after(0, () => seen.push("c" + Date.now())));
  time.tick(39);
  assertEquals(seen, []);
  time.tick(71);
  assertEquals(seen, ["b40", "b80", "c80", "a100"]);
  clearInterval(interval);
  time.tick(1000);
  assertEquals(seen.length, 4);
});

Deno.test("FakeTime moves when its now is set, but not back", () => {
  using time = new FakeTime(10);
  const run = spy();
  after(5, run);
  time.now = 15;
  assertSpyCalls(run, 1);
  assertThrows(() => time.now = 14, RangeError, "time must be >= 15: received 14");
});

Deno.test("FakeTime stops at a callback that throws", () => {
  using time = new FakeTime(0);
  after(5, () => {
    throw new Error("late");
  });
  assertThrows(() => time.tick(10), Error, "late");
  assertEquals(time.now, 5);
});

Deno.test("next() and runAll() move from timer to timer", () => {
  using time = new FakeTime(0);
  const seen: number[] = [];
  after(30, () => seen.push(Date.now()));
  after(10, () => after(5, () => seen.push(Date.now())));
  assert(time.next());
  assertEquals([time.now, seen.length], [10, 0]);
  time.runAll();
  assertEquals(seen, [15, 30]);
  assertFalse(time.next());
  assertEquals(time.now, 30);
});

Deno.test("tickAsync() runs the microtasks once before it ticks, runAllAsync() before each timer", async () => {
  using time = new FakeTime(0);
  let steps = 0;
  const walk = async () => {
    for (; steps < 3; steps++) await new Promise<void>((done) => after(10, done));
  };
  const walked = walk();
  await time.tickAsync(100);
  await time.runMicrotasks();
  assertEquals([steps, time.now], [1, 100]);
  assert(await time.nextAsync());
  await time.runAllAsync();
  await walked;
  assertEquals([steps, time.now], [3, 120]);
});

Deno.test("FakeTime controls AbortSignal.timeout()", () => {
  using time = new FakeTime();
  const signal = AbortSignal.timeout(100);
  time.tick(99);
  assertFalse(signal.aborted);
  time.tick(1);
  assertEquals(signal.reason.name, "TimeoutError");
});

Deno.test("restore() puts the real clock and timers back, and throws the second time", () => {
  const real = [Date, clearTimeout, clearInterval, AbortSignal.timeout];
  const time = new FakeTime(0);
  const faked = [Date, clearTimeout, clearInterval, AbortSignal.timeout];
  assert(faked.every((value, i) => value !== real[i]));
  const clear = clearTimeout;
  FakeTime.restore();
  assertEquals([Date, clearTimeout, clearInterval, AbortSignal.timeout], real);
  assertThrows(() => time.restore(), TimeError, "time is already restored");
  assertThrows(() => FakeTime.restore(), TimeError, "time is already restored");
  assertThrows(() => clear(1), TimeError, "Cannot clear timeout: time is not faked");
});

Deno.test("FakeTime.restoreFor() runs a callback in real time", async () => {
  await assertRejects(() => FakeTime.restoreFor(() => 1), TimeError, "time is not faked");
  using _ = new FakeTime(0);
  assert(await FakeTime.restoreFor(() => Date.now()) > 0);
  assert(await FakeTime.restoreFor(async () => await Promise.resolve(Date.now())) > 0);
  await assertRejects(() => FakeTime.restoreFor(() => Promise.reject(new Error("no"))));
  assertEquals(Date.now(), 0);
});

Deno.test("FakeTime refuses a second clock and a start that is no time", () => {
  assertThrows(() => new FakeTime("soon"), TypeError, "invalid start time NaN");
  using _ = new FakeTime(0);
  assertThrows(() => new FakeTime(0), TimeError, "time is already faked");
});
