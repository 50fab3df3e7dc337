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
 * They are kept masked: one that holds what happens to be a secret, a short
 * password say, would match nothing that the provider shows, and a void that is
 * another one's be taken for this one's. So those of the provider's ids that are
 * the same once they are masked stand beside it, as the provider writes them.
 */
export class Owned {
  /** For the strategy: what is read meanwhile is added to it. */
  readonly references: string[]
  private readonly masked: Set<string>

  constructor(
    kept: readonly string[],
    private readonly mask: Mask
  ) {
    this.references = [...kept]
    this.masked = new Set(kept.filter((reference) => reference.includes(MASK)))
  }

  /** Adds those that a record shows. */
  shownIn({ voids }: ProviderRecord): this {
    this.add(voids?.map(({ id }) => id) ?? [])
    return this
  }

  /** Adds those that come with the answers to a strategy's own calls. */
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

/** Everything in an answer that may be an id, however deep it is. */
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
