import {
  MASK,
  ProviderHttp,
  ProviderRecord,
  isResponse,
  jsonOf,
} from "../../../provider-kit"

/** Masks every configured secret. */
export type Mask = (text: string) => string

/**
 * The references that other cancellations own, for a strategy to compare with.
 *
 * They are stored masked. A reference that happens to contain a secret, say a
 * short password, would match nothing that the provider shows, and another
 * cancellation's void would be taken for this one's. So any id of the provider
 * that equals a reference once it is masked is added, as the provider writes
 * it.
 */
export class Owned {
  /** For the strategy: matching ids that are read meanwhile are added. */
  readonly references: string[]
  private readonly masked: Set<string>

  constructor(
    kept: readonly string[],
    private readonly mask: Mask
  ) {
    this.references = [...kept]
    this.masked = new Set(kept.filter((reference) => reference.includes(MASK)))
  }

  /** Adds matching ids that a record shows. */
  shownIn({ voids }: ProviderRecord): this {
    this.add(voids?.map(({ id }) => id) ?? [])
    return this
  }

  /** Adds matching ids in the answers to a strategy's own calls. */
  readThrough(http: ProviderHttp): ProviderHttp {
    return this.masked.size
      ? {
          send: async (request, options) => {
            const exchange = await http.send(request, options)
            if (isResponse(exchange.result)) {
              this.add(idsIn(jsonOf(exchange.result)))
            }
            return exchange
          },
        }
      : http
  }

  private add(ids: string[]): void {
    if (this.masked.size) {
      for (const id of ids) {
        if (this.masked.has(this.mask(id))) {
          this.references.push(id)
        }
      }
    }
  }
}

/** Everything in an answer that may be an id, at any depth. */
const idsIn = (json: unknown): string[] => {
  const ids: string[] = []
  const left = [json]
  while (left.length) {
    const value = left.pop()
    if (typeof value === "string" || typeof value === "number") {
      ids.push(String(value))
    } else if (value !== null && typeof value === "object") {
      for (const inner of Object.values(value)) {
        left.push(inner)
      }
    }
  }
  return ids
}
