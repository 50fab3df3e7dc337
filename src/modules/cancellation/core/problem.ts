/** What stands in the way of a cancel, or of foreseeing what comes of it. */
export interface Problem {
  /** Stable, for programs and translations. */
  code: string
  /** One sentence for a person, in English. */
  message: string
}
