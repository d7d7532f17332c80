/**
 * How busy the machine is.
 *
 * @module
 */

/** How many threads want to run, for each core: `man 5 proc_loadavg`. Above 1, they wait for each other. */
export function machineLoad(): number {
  return Deno.loadavg()[0]! / navigator.hardwareConcurrency;
}
