/** Fixture: a module that waits when it is loaded. */
await new Promise(() => {});

export function waiting(): void {}
