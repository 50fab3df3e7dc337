/**
 * Flags for a process of the benchmark: its TypeScript is compiled as the
 * plugin's build compiles it. tsx gives each function its name anew whenever it
 * is made, which took a tenth of a worker's time, and none of its peers', whose
 * code comes compiled.
 */
export const COMPILED = ["-r", "@swc-node/register"]
