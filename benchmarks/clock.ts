/**
 * Milliseconds of the machine's monotonic clock. All processes share it, so
 * their times can be compared.
 */
export const machineNow = (): number => Number(process.hrtime.bigint()) / 1e6
