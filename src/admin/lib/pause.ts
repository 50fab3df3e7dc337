import type { CancellationProvider } from "./wire"

type Pause = NonNullable<CancellationProvider["pause"]>

/** Why a provider is paused: a key of the texts. `auth`: its key is refused. */
export type PauseKind = Pause["by"] | "forbidden" | "gone"

/** Each way in which a provider pauses itself asks for another remedy. */
export const pauseKind = ({
  by,
  code,
}: Pick<Pause, "by" | "code">): PauseKind =>
  by === "auth" && (code === "forbidden" || code === "gone") ? code : by
