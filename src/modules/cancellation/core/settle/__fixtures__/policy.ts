import { KindCapabilities, OutcomeError } from "../../../../../provider-kit"
import { Running, SettleContext, Settlement } from ".."

export const NOW = new Date("2030-01-01T00:00:00Z")
export const at = (ms: number): Date => new Date(NOW.getTime() + ms)
export const HOUR = 3_600_000
export const WINDOW = 72 * HOUR
export const SETTLE_DELAY = 15_000

export const error: OutcomeError = {
  code: "made_up",
  message: "Made up.",
  provider_code: "E1",
  provider_message: "no",
}

export const context: SettleContext = {
  now: NOW,
  chance: 0.5,
  settleDelayMs: SETTLE_DELAY,
  retryWindowMs: WINDOW,
}

export const NEITHER: KindCapabilities = {
  harmless_to_repeat: false,
  readable: false,
}
export const HARMLESS: KindCapabilities = {
  ...NEITHER,
  harmless_to_repeat: true,
}
export const READABLE: KindCapabilities = { ...NEITHER, readable: true }
export const BOTH: KindCapabilities = {
  harmless_to_repeat: true,
  readable: true,
}

export type Capabilities = Record<string, KindCapabilities | null>

export const ALL: Capabilities = {
  "neither harmless nor readable": NEITHER,
  "harmless to repeat": HARMLESS,
  readable: READABLE,
  "harmless and readable": BOTH,
  "not configured any more": null,
}

export const WINDOWS = { "within its window": HOUR, "after its window": 0 }
export type Window = keyof typeof WINDOWS

export const running = (fields: Partial<Running> = {}): Running => ({
  failure_count: 0,
  absent_count: 0,
  attempt_number: 3,
  retry_until: at(HOUR),
  may_have_been_applied: false,
  was_seen_waiting: false,
  capabilities: NEITHER,
  ...fields,
})

/** One line of the policy: which cases it covers, and how they end. */
export interface Line<Answer> {
  when: string
  answer: Answer
  for?: string[]
  in?: Window[]
  running?: Partial<Running>
  context?: Partial<SettleContext>
  becomes: Partial<Settlement> | Record<string, unknown>
}

/** Every combination that a line covers, one test each. */
export const cases = <Answer>(
  lines: Line<Answer>[]
): [string, Line<Answer>, Running][] =>
  lines.flatMap((line) =>
    (line.for ?? Object.keys(ALL)).flatMap((who) =>
      (line.in ?? (Object.keys(WINDOWS) as Window[])).map(
        (window): [string, Line<Answer>, Running] => [
          `${line.when}, ${who}, ${window}`,
          line,
          running({
            capabilities: ALL[who] as KindCapabilities | null,
            retry_until: at(WINDOWS[window]),
            ...line.running,
          }),
        ]
      )
    )
  )

export const harmless = ["harmless to repeat", "harmless and readable"]
export const undecidable = [
  "neither harmless nor readable",
  "not configured any more",
]
