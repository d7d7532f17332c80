/**
 * How busy the machine is.
 *
 * @module
 */

/** From this load on, a machine is busy: there, what fails may be right, and only too slow. */
export const BUSY = 2;

/** How many threads want to run, for each core: `man 5 proc_loadavg`. Above 1, they wait for each other. */
export function machineLoad(): number {
  return Deno.loadavg()[0]! / navigator.hardwareConcurrency;
}
