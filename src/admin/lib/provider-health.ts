import type { Colour } from "./status"
import type { CancellationProvider } from "./wire"

/** The most important thing to know about a provider, the gravest first. */
export type Health =
  | "not_configured"
  | "key_refused"
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
    return pause.by === "auth" ? "key_refused" : "paused"
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

const COLOURS: Record<Health, Colour> = {
  not_configured: "grey",
  key_refused: "red",
  paused: "orange",
  on_hold: "orange",
  recovering: "blue",
  healthy: "green",
}

export const healthColour = (health: Health): Colour => COLOURS[health]
