/** Tells requests that wait in this process that something was settled. */
export class Waiters {
  private readonly waiting = new Map<string, Set<() => void>>()

  /** Resolves when one of these ids is settled next. Cancel it when done. */
  next(ids: string[]): { promise: Promise<void>; cancel: () => void } {
    let wake: () => void = () => undefined
    const promise = new Promise<void>((resolve) => {
      wake = resolve
    })
    for (const id of ids) {
      const others = this.waiting.get(id) ?? new Set()
      this.waiting.set(id, others.add(wake))
    }
    return {
      promise,
      cancel: () => {
        for (const id of ids) {
          const others = this.waiting.get(id)
          others?.delete(wake)
          if (others?.size === 0) {
            this.waiting.delete(id)
          }
        }
      },
    }
  }

  notify(ids: string[]): void {
    for (const id of ids) {
      this.waiting.get(id)?.forEach((wake) => {
        wake()
      })
    }
  }
}
