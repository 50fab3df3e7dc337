import { Logger } from "@medusajs/framework/types"

const METHODS = ["debug", "error", "http", "info", "log", "silly", "warn"]

/** A logger that keeps what it is told, errors with their stacks. */
export const collectingLogger = (lines: string[]): Logger => {
  const log = (...told: unknown[]): void => {
    const texts = told.map((one) =>
      one instanceof Error ? (one.stack ?? one.message) : String(one)
    )
    lines.push(texts.join(" "))
  }
  return Object.fromEntries(
    METHODS.map((method) => [method, log])
  ) as unknown as Logger
}
