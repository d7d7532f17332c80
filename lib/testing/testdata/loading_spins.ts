/** Fixture: a module that comes to no end when it is loaded. */
const isRunning = (): boolean => true;
while (isRunning());

export function spinning(): void {}
