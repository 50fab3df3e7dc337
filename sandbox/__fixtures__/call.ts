export interface Call {
  method?: string
  headers?: Record<string, string>
  /** A string is sent unchanged, anything else as JSON with its type. */
  body?: unknown
  signal?: AbortSignal
}

export interface Answered {
  status: number
  headers: Headers
  text: string
  /** The text as JSON. Undefined where it isn't JSON. */
  body: unknown
}

export async function call(url: string, options: Call = {}): Promise<Answered> {
  const { body, headers, ...rest } = options
  const isRaw = typeof body === "string"
  const response = await fetch(url, {
    ...rest,
    redirect: "manual",
    headers: {
      ...(body !== undefined &&
        !isRaw && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: parsed(text),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export async function eventually(
  check: () => boolean,
  withinMs = 3000
): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!check()) {
    if (Date.now() > deadline) {
      throw new Error(`It didn't happen within ${withinMs} ms.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
