import { MedusaError } from "@medusajs/framework/utils"

/**
 * An error that Express and Medusa answer with exactly this status and message:
 * the shape that `http-errors` recognises as its own.
 */
export class HttpError extends Error {
  readonly expose = true
  readonly status: number

  constructor(
    readonly statusCode: number,
    message: string
  ) {
    super(message)
    this.status = statusCode
  }
}

/**
 * Medusa answers a `CONFLICT` with a message of its own, about transactions.
 * Ours says what is there already.
 */
export const keepingConflicts = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw MedusaError.isMedusaError(error) &&
      error.type === MedusaError.Types.CONFLICT
      ? new HttpError(409, error.message)
      : error
  }
}

export const invalid = (message: string): MedusaError =>
  new MedusaError(MedusaError.Types.INVALID_DATA, message)
