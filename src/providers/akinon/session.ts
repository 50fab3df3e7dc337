import {
  type Exchange,
  isResponse,
  MASK,
  notSentAfter,
  type ProviderHttp,
  type ProviderRequest,
  readAnswer,
  type RefusedAnswer,
  type Retry,
  retry,
  type UnprovenAnswer,
} from "../../provider-kit"
import { LOGIN_RULES } from "./answers"
import { type Options } from "./options"
import { loginRequest } from "./requests"
import { loginAnswer } from "./wire"

export type SessionAnswer =
  | {
      type: "answered"
      /** The last call, whose answer counts. */
      exchange: Exchange
      /** The call before it whose token was refused. Logins aren't in it. */
      further: Exchange[]
    }
  /** There is no valid token. The call wasn't made, or wasn't processed. */
  | { type: "closed"; outcome: Retry }

export type Authorization =
  { type: "open"; token: string } | { type: "closed"; outcome: Retry }

type SessionOptions = Pick<Options, "baseUrl" | "apiPrefix" | "credentials">

/** Old tokens are kept to mask them in evidence that is still being written. */
const TOKENS_REMEMBERED = 10

const is401 = ({ result }: Exchange): boolean =>
  isResponse(result) && result.status === 401

/**
 * The token of one provider in this process. Calls that need one at the same
 * time share one login. A 401 proves that the call wasn't processed, so the
 * call is made once more with a new token, and never a third time.
 */
export class AkinonSession {
  private token: string | null = null
  private login: Promise<Authorization> | null = null
  private readonly tokens = new Set<string>()

  constructor(private readonly options: SessionOptions) {
    if (options.credentials.type === "token") {
      this.remember(options.credentials.token)
    }
  }

  /** Values to mask: the password, and every token seen lately. */
  secrets(): string[] {
    const { credentials } = this.options
    return [
      ...(credentials.type === "login" ? [credentials.password] : []),
      ...this.tokens,
    ]
  }

  /** Makes one call with a token, after a login if necessary. */
  async send(
    http: ProviderHttp,
    build: (token: string) => ProviderRequest
  ): Promise<SessionAnswer> {
    const first = await this.authorize(http)
    if (first.type === "closed") {
      return first
    }
    const exchange = await http.send(build(first.token))
    if (!is401(exchange) || this.options.credentials.type === "token") {
      return { type: "answered", exchange, further: [] }
    }

    this.forget(first.token)
    const second = await this.authorize(http)
    if (second.type === "closed") {
      const { outcome } = second
      const exchanges = [exchange, ...(outcome.exchanges ?? [])]
      return { type: "closed", outcome: { ...outcome, exchanges } }
    }
    const repeated = await http.send(build(second.token))
    return { type: "answered", exchange: repeated, further: [exchange] }
  }

  /** Logs in anew, whatever token there is. */
  async logIn(http: ProviderHttp): Promise<Authorization> {
    const { credentials } = this.options
    if (credentials.type === "token") {
      this.remember(credentials.token)
      return { type: "open", token: credentials.token }
    }
    const { username, password } = credentials
    const exchange = await http.send(
      loginRequest(this.options, username, password)
    )
    const answer = readAnswer(exchange, { ...LOGIN_RULES, schema: loginAnswer })
    if (answer.type !== "read") {
      return { type: "closed", outcome: failedLogin(exchange, answer) }
    }
    const { key } = answer.body
    this.remember(key)
    return { type: "open", token: key }
  }

  private async authorize(http: ProviderHttp): Promise<Authorization> {
    if (this.token !== null) {
      return { type: "open", token: this.token }
    }
    this.login ??= this.logIn(http).finally(() => {
      this.login = null
    })
    return this.login
  }

  private remember(token: string): void {
    this.token = token
    this.tokens.delete(token)
    this.tokens.add(token)
    const [oldest] = this.tokens
    if (this.tokens.size > TOKENS_REMEMBERED && oldest !== undefined) {
      this.tokens.delete(oldest)
    }
  }

  /** Keeps the token if another call has logged in meanwhile. */
  private forget(token: string): void {
    if (this.token === token) {
      this.token = null
    }
  }
}

/**
 * The evidence of a login, without the request body, and without the answer to
 * a successful one, which may hold a key in an unknown place.
 */
const withoutCredentials = ({
  request,
  result,
  duration_ms,
}: Exchange): Exchange => ({
  request: { ...request, body: { username: MASK, password: MASK } },
  result:
    isResponse(result) && result.status < 300
      ? { ...result, body: MASK }
      : result,
  duration_ms,
})

/**
 * A login gave no token. The call that needed it was either not made, or
 * answered with a 401, so trying again is safe whatever the login did.
 */
const failedLogin = (
  exchange: Exchange,
  answer: RefusedAnswer | UnprovenAnswer
): Retry => ({
  ...(answer.type === "unproven"
    ? notSentAfter(answer)
    : retry(answer.outcome.error)),
  exchanges: [withoutCredentials(exchange)],
})
