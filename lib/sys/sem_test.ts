import { assert, assertEquals, assertThrows } from "@std/assert";
import { SysError } from "./errno.ts";
import {
  GETNCNT,
  GETPID,
  GETVAL,
  GETZCNT,
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_PRIVATE,
  IPC_RMID,
  IPC_STAT,
  SEM_UNDO,
  semctl,
  semget,
  semop,
  semtimedop,
  SETVAL,
} from "./sem.ts";

/** Makes a set, and removes it afterwards. */
function withSet(count: number, use: (set: number) => void): void {
  const set = semget(IPC_PRIVATE, count, 0o640);
  try {
    use(set);
  } finally {
    semctl(set, 0, IPC_RMID);
  }
}

Deno.test("semctl() tells how many semaphores a set has, its mode, and when semop() succeeded", () => {
  withSet(7, (set) => {
    assertEquals(semctl(set, 0, IPC_STAT), { count: 7, mode: 0o640, operated: 0 });
    semctl(set, 0, SETVAL, 1);
    assertEquals(semctl(set, 0, IPC_STAT).operated, 0);
    semop(set, [{ number: 0, by: -1 }]);
    assert(Math.abs(semctl(set, 0, IPC_STAT).operated - Date.now() / 1000) < 60);
  });
});

Deno.test("semop() does all operations, or none", () => {
  withSet(3, (set) => {
    const values = () => [0, 1, 2].map((number) => semctl(set, number, GETVAL));
    semop(set, [{ number: 0, by: 5 }, { number: 2, by: 32767 }]);
    assertEquals(values(), [5, 0, 32767]);
    const wanted = [{ number: 0, by: -5 }, { number: 1, by: -1, flags: IPC_NOWAIT | SEM_UNDO }];
    assertThrows(() => semop(set, wanted), SysError, "EAGAIN");
    const more = [{ number: 1, by: 1 }, { number: 2, by: 1 }];
    assertThrows(() => semop(set, more), SysError, "ERANGE");
    assertThrows(() => semop(set, [{ number: 3, by: 1 }]), SysError, "EFBIG");
    assertEquals(values(), [5, 0, 32767]);
    assertEquals(semctl(set, 2, GETPID), Deno.pid);
    assertEquals([GETNCNT, GETZCNT].map((it) => semctl(set, 1, it)), [0, 0]);
  });
});

Deno.test("semtimedop() waits so long at most", () => {
  withSet(1, (set) => {
    const begin = performance.now();
    assertThrows(() => semtimedop(set, [{ number: 0, by: -1 }], 30.5), SysError, "EAGAIN");
    assert(performance.now() - begin > 25);
    for (const ms of [0, 0.3, 2 ** 31, 1e300]) {
      semtimedop(set, [{ number: 0, by: 0 }], ms);
      semtimedop(set, [{ number: 0, by: 1 }, { number: 0, by: -1 }], ms);
    }
  });
});

Deno.test("semget() and semctl() fail for what there is not", () => {
  withSet(2, (set) => {
    assertThrows(() => semctl(set, 2, GETVAL), SysError, "EINVAL");
    for (const value of [-1, 32768, 65536]) {
      assertThrows(() => semctl(set, 0, SETVAL, value), SysError, "ERANGE");
    }
    semctl(set, 0, SETVAL, 32767);
  });
  const key = 0x4b000000 | crypto.getRandomValues(new Uint32Array(1))[0]! >>> 8;
  assertThrows(() => semget(key, 0, 0), SysError, "ENOENT");
  const set = semget(key, 2, IPC_CREAT | IPC_EXCL | 0o600);
  try {
    assertThrows(() => semget(key, 2, IPC_CREAT | IPC_EXCL | 0o600), SysError, "EEXIST");
    assertThrows(() => semget(key, 3, 0), SysError, "EINVAL");
    assertEquals([0, 1, 2].map((count) => semget(key, count, IPC_CREAT)), [set, set, set]);
  } finally {
    semctl(set, 0, IPC_RMID);
  }
  assertThrows(() => semctl(set, 0, GETVAL), SysError, "EINVAL");
  assertThrows(() => semop(set, [{ number: 0, by: 1 }]), SysError, "EINVAL");
});
