import { dim } from "./colours"

const LABEL_WIDTH = 58

/** Prints `Starting PostgreSQL … 1.9 s`, the first half at the beginning. */
export async function step<T>(
  label: string,
  work: () => T | Promise<T>
): Promise<T> {
  const phase = begin(label)
  try {
    const result = await work()
    phase.done()
    return result
  } catch (error) {
    phase.failed()
    throw error
  }
}

/** The same, where the end is learnt only later. */
export function begin(label: string): { done(): void; failed(): void } {
  const startedAt = performance.now()
  abandon()
  isOpen = true
  process.stdout.write(
    `${label} ${dim("…".padEnd(LABEL_WIDTH - label.length))}`
  )
  return {
    done: () => end(seconds(performance.now() - startedAt)),
    failed: () => end("failed"),
  }
}

/** Ends a line whose second half will never come. */
export function abandon(): void {
  end("")
}

let isOpen = false

function end(text: string): void {
  if (isOpen) {
    isOpen = false
    process.stdout.write(`${text}\n`)
  }
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`.padStart(7)
}
