import { setTimeout as pause } from "node:timers/promises"
import { Encountered } from "../history"
import { Mortal } from "./mortal"

/** The other one may be dead, done, or waiting for this one's lock. */
const LONGEST_WAIT_MS = 100

/**
 * One process comes between another one's claim and its call. It looks when the
 * first has claimed, goes on when the first has written that it sends, and does
 * something before the first is answered.
 */
export class Encounter {
  private isPreparing = false
  private isSending = false
  private passed = 0

  constructor(
    private readonly first: Mortal,
    private readonly plan: Encountered
  ) {}

  /** The second process is at this await point, counted from 0. */
  async secondIsAt(point: number): Promise<void> {
    if (point === 0) {
      await this.wait(() => this.isPreparing)
    }
    this.passed = point + 1
    if (point === this.plan.looks_until) {
      await this.wait(() => this.isSending)
    }
  }

  async firstPrepares(): Promise<void> {
    this.isPreparing = true
    await this.wait(() => this.passed > this.plan.looks_until)
  }

  async firstIsAnswered(): Promise<void> {
    this.isSending = true
    const { looks_until, acts_for } = this.plan
    await this.wait(() => this.passed > looks_until + acts_for)
  }

  private async wait(isThere: () => boolean): Promise<void> {
    const endsAt = performance.now() + LONGEST_WAIT_MS
    while (!isThere() && !this.first.isDead && performance.now() < endsAt) {
      await pause(1)
    }
  }
}
