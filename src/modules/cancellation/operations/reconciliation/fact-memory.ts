import { Fact } from "../../ledger/facts/fact"

/** The most facts that are remembered: about 8 MB. */
const LIMIT = 50_000

/**
 * Remembers the version in which a fact was handled: until the fact changes,
 * handling it again gives nothing new.
 */
export class FactMemory {
  private readonly facts = new Map<string, string>()

  constructor(private readonly limit = LIMIT) {}

  has({ id, version }: Pick<Fact, "id" | "version">): boolean {
    return this.facts.get(id) === version
  }

  add({ id, version }: Pick<Fact, "id" | "version">): void {
    // The fact moves to the end, so that the oldest is forgotten first.
    this.facts.delete(id)
    this.facts.set(id, version)
    for (const oldest of this.facts.keys()) {
      if (this.facts.size <= this.limit) {
        return
      }
      this.facts.delete(oldest)
    }
  }
}
