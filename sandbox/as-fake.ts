import type { FakeApi } from "../src/provider-kit"
import type { ProviderApi } from "./api"
import { bodyOf } from "./request"

/** A simulated provider without its server, for the kit's test runner. */
export interface SandboxFake<Api> extends FakeApi {
  readonly api: Api
}

type AnyApi = Pick<ProviderApi<unknown, unknown, never, object>, "handle">

export function asFake<Api extends AnyApi>(api: Api): SandboxFake<Api> {
  let effects = 0
  return {
    api,
    effects: () => effects,
    handle: ({ text, headers, ...request }) =>
      api.handle(
        {
          ...request,
          headers,
          body: bodyOf(headers["content-type"] ?? "", text),
          raw: text,
        },
        () => {
          effects += 1
        }
      ),
  }
}
