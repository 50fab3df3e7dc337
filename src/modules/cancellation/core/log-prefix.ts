/** Begins every line that the plugin logs, so that it can be searched for. */
export const LOG_PREFIX = "medusa-plugin-cancellation:"
