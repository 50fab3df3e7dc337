import { setTimeout as pause } from "node:timers/promises"
import { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CancellationCall, Outcome } from "../../../../src/provider-kit"
import { Pipeline, PipelineInput } from "../../../support/pipeline"
import { VirtualClock } from "../../../support/virtual-clock"
import { History, ProcessTraits } from "../history"
import { Remote } from "../remote/remote"
import { secondOf } from "../turns"
import { Encounter } from "./encounter"
import { Link } from "./link"
import { Misfortune } from "./misfortune"
import { Mortal } from "./mortal"
import { ProcessClock } from "./process-clock"
import { Bystander, Host, RemoteProvider } from "./remote-provider"
import { Standstill } from "./standstill"

/** A call that never returns has been given up by then. */
export const GIVEN_UP_BY_MS = 600_000

/** What surrounds a process. */
export interface Surroundings {
  sql: Knex
  clock: VirtualClock
  remote: Remote
  misfortune: Misfortune
  history: History
  providerId: string
  onSend: (call: CancellationCall) => Promise<void>
  onAnswer: (call: CancellationCall, outcome: Outcome, to: Process) => void
}

/**
 * What was announced, in all histories: any process takes what is to be
 * announced, whoever wrote it.
 */
const announced = new Set<string>()

export const wasAnnounced = (cancellationId: string): boolean =>
  announced.has(cancellationId)

const BUS: PipelineInput["eventBus"] = {
  emit: (messages) => {
    for (const { data } of [messages].flat() as { data: { id: string } }[]) {
      announced.add(data.id)
    }
    return Promise.resolve()
  },
}

/** How often to look, in real time, whether it still does something. */
const LOOK_MS = 1_000

/**
 * A process that does nothing for this many looks, and isn't done, never will
 * be. Its heartbeat, every ten seconds, doesn't count.
 */
const LOOKS = 8

/** One process of a store, in which anything may happen to its calls. */
export class Process {
  readonly mortal = new Mortal()
  readonly clock: ProcessClock
  readonly pipeline: Pipeline
  private readonly standstill = new Standstill()
  private readonly link: Link
  /** Its encounter with another process, if there is one. */
  encounter: Encounter | null = null
  /** It works on something that nothing will ever end. */
  isStuck = false

  constructor(
    private readonly around: Surroundings,
    readonly traits: ProcessTraits
  ) {
    const { sql, history, remote, providerId } = around
    this.clock = new ProcessClock(
      around.clock,
      this.standstill,
      traits.ahead_ms
    )
    this.link = new Link(around.clock)
    let chance = 0
    const second = secondOf(providerId)
    const provider = (): RemoteProvider =>
      new RemoteProvider(remote, this.host(), history.manners)
    this.pipeline = new Pipeline({
      sql: this.mortal.sql(this.link.sql(sql)),
      clock: this.clock,
      providers: {
        [`${providerId}_beside`]: new Bystander(history.manners),
        ...(traits.knows && {
          [providerId]: provider(),
          ...(history.is_ordered && { [second]: provider() }),
        }),
      },
      after:
        traits.knows && history.is_ordered ? { [second]: [providerId] } : {},
      concurrency: 3,
      eventBus: BUS,
      chance: () => (chance = (chance + 0.37) % 1),
    })
  }

  get isAwake(): boolean {
    return !this.standstill.count && !this.isStuck
  }

  /**
   * Sweeps as the scheduled job does. If it fails, the next one tries again.
   */
  async sweep(): Promise<void> {
    await this.untilItStops(
      this.pipeline.dispatcher.sweep().catch(() => undefined)
    )
    this.pipeline.announcer.kick()
    await this.rest()
  }

  /** Waits until nothing goes on, or nothing more before time passes. */
  rest(): Promise<void> {
    const { dispatcher, announcer } = this.pipeline
    return this.untilItStops(dispatcher.idle().then(() => announcer.idle()))
  }

  private async untilItStops(work: Promise<void>): Promise<void> {
    if (this.mortal.isDead || this.isStuck) {
      return
    }
    const end = Promise.race([
      work,
      this.mortal.death,
      this.standstill.once(),
    ]).then(() => true)
    for (let idle = 0, points = -1; idle < LOOKS; idle++) {
      if (this.mortal.points !== points) {
        points = this.mortal.points
        idle = 0
      }
      if (await Promise.race([end, pause(LOOK_MS, false, { ref: false })])) {
        return
      }
    }
    this.isStuck = true
  }

  private host(): Host {
    const { misfortune, clock } = this.around
    const { mortal, standstill } = this
    const standStill = (ms: number): Promise<void> =>
      standstill.during(clock.sleep(ms))
    return {
      point: () => mortal.point(),
      standStill,
      hang: () => {
        void standStill(GIVEN_UP_BY_MS)
        return new Promise<never>(() => undefined)
      },
      prepares: async () => {
        await this.encounter?.firstPrepares()
        return misfortune.nextPrepare()
      },
      nextRead: () => misfortune.nextRead(),
      sends: (call) => this.around.onSend(call),
      answered: async (call, outcome) => {
        this.around.onAnswer(call, outcome, this)
        await this.encounter?.firstIsAnswered()
        const mishap = misfortune.nextMishap()
        switch (mishap.type) {
          case "nothing":
            return
          case "frozen":
            return standStill(mishap.ms)
          case "cut_off":
            this.link.cutOff(mishap.link, mishap.ms)
        }
      },
    }
  }
}
