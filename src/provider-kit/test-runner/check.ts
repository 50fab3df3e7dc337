/** One thing that a provider has to get right. */
export interface Check {
  /** A sentence that begins with a verb. */
  name: string
  /** Rejects with what is wrong, and what is expected instead. */
  run: () => Promise<void>
}

export interface CheckGroup {
  name: string
  checks: Check[]
}
