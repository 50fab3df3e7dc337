/** One way to make a backlog of calls: the pipeline, or one of its peers. */
export interface Arm {
  readonly name: ArmName
  /** Stores the calls. This isn't measured. */
  fill(externalIds: string[]): Promise<void>
  /** Makes all calls, and resolves when the last is recorded. Measured. */
  drain(): Promise<void>
  close(): Promise<void>
}

export type ArmName =
  | "pipeline"
  | "bare pool"
  | "by hand"
  | "pg-boss"
  | "graphile-worker"
  | "BullMQ"
