/** One thing that a provider has to get right. */
export interface Check {
  /** A sentence that begins with a verb. */
  name: string
  /** Rejects with a message that says what is wrong and what is expected. */
  run: () => Promise<void>
}

export interface CheckGroup {
  name: string
  checks: Check[]
}
