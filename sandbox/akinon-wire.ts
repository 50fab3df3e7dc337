import type { Reply, RequestBody } from "./api"
import { isRecord } from "./api"

/** Omnitron's status codes of orders and items that are used here. */
export const STATUS = { waiting: 50, canceled: 100, approved: 400 } as const

/** `{detail, code}`: any error that isn't about one field. */
export function refuse(status: number, detail: string, code: string): Reply {
  return { status, body: { detail, code } }
}

/** 400 `{field: [message], code}`. The field may be `non_field_errors`. */
export function invalid(
  field: string,
  message: string,
  code = "invalid"
): Reply {
  return { status: 400, body: { [field]: [message], code } }
}

/** The JSON object that a request must have. */
export function required(
  body: RequestBody
): { value: Record<string, unknown> } | Reply {
  switch (body.type) {
    case "other":
      return refuse(
        415,
        "Unsupported media type in request.",
        "unsupported_media_type"
      )
    case "malformed":
      return refuse(400, "JSON parse error.", "parse_error")
    case "none":
      return { value: {} }
    case "json":
      return isRecord(body.value)
        ? { value: body.value }
        : invalid("non_field_errors", "Invalid data: expected a dictionary.")
  }
}
