/**
 * A worker in its own process, which drains the ledger each time it is told to.
 * `lines/processes.ts` starts it.
 */
import { childPipeline } from "../child-pipeline"

const { provider, pipeline } = childPipeline()

let sent = 0
const cancel = provider.cancel.bind(provider)
provider.cancel = (...args) => {
  sent += 1
  return cancel(...args)
}

const drain = async (): Promise<void> => {
  sent = 0
  await pipeline.drain()
  process.send?.({ sent })
}

process.on("message", () => void drain())
process.on("disconnect", () => process.exit())
process.send?.("ready")
