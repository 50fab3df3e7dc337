import { type PauseKind, pauseKind } from "./pause"
import type { Colour } from "./status"
import type { CancellationProvider } from "./wire"

/** The most important thing to know about a provider, the gravest first. */
export type Health =
  | "not_configured"
  | "key_refused"
  | "not_allowed"
  | "address_gone"
  | "paused"
  | "on_hold"
  | "recovering"
  | "healthy"

export const healthOf = ({
  is_configured,
  pause,
  circuit,
}: Pick<
  CancellationProvider,
  "is_configured" | "pause" | "circuit"
>): Health => {
  if (!is_configured) {
    return "not_configured"
  }
  if (pause) {
    return PAUSED[pauseKind(pause)]
  }
  switch (circuit.state) {
    case "open":
      return "on_hold"
    case "half_open":
      return "recovering"
    case "closed":
      return "healthy"
  }
}

const PAUSED: Record<PauseKind, Health> = {
  auth: "key_refused",
  forbidden: "not_allowed",
  gone: "address_gone",
  operator: "paused",
  identity: "paused",
}

/** The gravest first, then those with something open, then what is well. */
const rankOf = (provider: Ranked): number => {
  const { counts, failing } = provider
  const health = healthOf(provider)
  const isQuiet = counts.needs_review + counts.rejected + failing === 0
  return health === "healthy" || health === "not_configured"
    ? GRAVE.length + Number(isQuiet)
    : GRAVE.indexOf(health)
}

const GRAVE: Health[] = [
  "key_refused",
  "not_allowed",
  "address_gone",
  "paused",
  "on_hold",
  "recovering",
]

type Ranked = Pick<
  CancellationProvider,
  "is_configured" | "pause" | "circuit" | "counts" | "failing"
>

/** Those that somebody should look at before the others. */
export const troubledFirst = <Provider extends Ranked>(
  providers: readonly Provider[]
): Provider[] => [...providers].sort((a, b) => rankOf(a) - rankOf(b))

const COLOURS: Record<Health, Colour> = {
  not_configured: "grey",
  key_refused: "red",
  not_allowed: "red",
  address_gone: "red",
  paused: "orange",
  on_hold: "orange",
  recovering: "blue",
  healthy: "green",
}

export const healthColour = (health: Health): Colour => COLOURS[health]
