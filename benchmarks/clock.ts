/**
 * Milliseconds of the machine's monotonic clock, which all processes share:
 * what one process measures can be compared with what another one does.
 */
export const machineNow = (): number => Number(process.hrtime.bigint()) / 1e6
