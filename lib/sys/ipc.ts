/**
 * What all objects of System V have in common: keys, flags and operations. `man 7 sysvipc`.
 *
 * ```ts
 * import { IPC_PRIVATE, IPC_RMID } from "lib/sys/ipc.ts";
 * import { msgctl, msgget } from "lib/sys/msg.ts";
 *
 * const queue = msgget(IPC_PRIVATE, 0o600);
 * msgctl(queue, IPC_RMID);
 * ```
 *
 * @module
 */

/** A key that is none: whoever asks with it gets a new object. */
export const IPC_PRIVATE = 0;

/** Flag of `…get()`: makes the object when nothing has the key. */
export const IPC_CREAT = 0o1000;
/** Flag of `…get()`, together with {@linkcode IPC_CREAT}: fails with `EEXIST` when something has the key. */
export const IPC_EXCL = 0o2000;
/** Flag of calls that would wait: they fail instead. */
export const IPC_NOWAIT = 0o4000;

/** Operation of `…ctl()`: removes the object. */
export const IPC_RMID = 0;
/** Operation of `…ctl()`: sets attributes of the object. */
export const IPC_SET = 1;
/** Operation of `…ctl()`: asks for the attributes of the object. */
export const IPC_STAT = 2;
