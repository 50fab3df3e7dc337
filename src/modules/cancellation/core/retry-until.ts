import { PluginOptions } from "../options"

/** The end of a retry window that begins now. */
export const retryUntil = (
  now: Date,
  options: Pick<PluginOptions, "retryWindowMs">
): Date => new Date(now.getTime() + options.retryWindowMs)
