/** The most that are remembered: about 5 MB. */
const LIMIT = 50_000

/**
 * Facts that were looked at without anything to capture, as they were then.
 * Most cancelled orders of a store have nothing at any provider, and reading
 * each of them again every minute would cost 30 ms a piece.
 */
export class LookedAt {
  private readonly facts = new Map<string, number>()

  constructor(private readonly limit = LIMIT) {}

  has({ id, updated_at }: { id: string; updated_at: Date }): boolean {
    return this.facts.get(id) === updated_at.getTime()
  }

  add({ id, updated_at }: { id: string; updated_at: Date }): void {
    // Put at the end anew, so that the oldest is forgotten first.
    this.facts.delete(id)
    this.facts.set(id, updated_at.getTime())
    for (const oldest of this.facts.keys()) {
      if (this.facts.size <= this.limit) {
        return
      }
      this.facts.delete(oldest)
    }
  }
}
