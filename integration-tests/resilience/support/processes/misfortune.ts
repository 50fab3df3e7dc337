import { Command, Look, Mishap } from "../history"

type Work = Extract<Command, { type: "work" }>

/** What happens to the next reads and answers, in whichever process. */
export class Misfortune {
  private prepares: Look[] = []
  private reads: Look[] = []
  private mishaps: Mishap[] = []

  script({ prepares, reads, mishaps }: Work): void {
    this.prepares = [...prepares]
    this.reads = [...reads]
    this.mishaps = [...mishaps]
  }

  /** Everything goes well from now on. */
  end(): void {
    this.prepares = []
    this.reads = []
    this.mishaps = []
  }

  nextPrepare(): Look {
    return this.prepares.shift() ?? { type: "fine" }
  }

  nextRead(): Look {
    return this.reads.shift() ?? { type: "fine" }
  }

  nextMishap(): Mishap {
    return this.mishaps.shift() ?? { type: "nothing" }
  }
}
