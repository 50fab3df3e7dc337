import { CancellationKind } from "../call"
import { CheckGroup } from "./check"
import { answerChecks } from "./checks/answers"
import { beforeChecks } from "./checks/before"
import { noVoidChecks } from "./checks/no-void"
import { optionChecks } from "./checks/options"
import { proofChecks } from "./checks/proof"
import { readBackChecks } from "./checks/read-back"
import { recordChecks } from "./checks/record"
import { redactionChecks } from "./checks/redaction"
import { alikeChecks, repeatChecks } from "./checks/repeat"
import { transportChecks } from "./checks/transport"
import { unreadableChecks } from "./checks/unreadable"
import { construct, NOWHERE } from "./construct"
import { CancellationProviderTestRunnerOptions, FakeApi } from "./types"

const KINDS: readonly CancellationKind[] = ["cancel", "void"]

/**
 * All checks for a provider. What it claims in its capabilities is checked, and
 * what it doesn't claim isn't asked of it.
 */
export const contractOf = <TApi extends FakeApi>(
  given: CancellationProviderTestRunnerOptions<TApi>
): CheckGroup[] => {
  // A fake is only handed to functions that came with it.
  const options = given as unknown as CancellationProviderTestRunnerOptions
  const { capabilities } = construct(options, options.options(NOWHERE))
  const ofKind = (kind: CancellationKind): CheckGroup[] => {
    const claims = capabilities[kind]
    if (!claims || !options[kind]) {
      return []
    }
    return [
      beforeChecks(options, kind),
      answerChecks(options, kind),
      transportChecks(options, kind),
      ...(options.statusDecides ? [] : [unreadableChecks(options, kind)]),
      proofChecks(options, kind, {
        readable: claims.readable,
        has_record: capabilities.has_record,
      }),
      redactionChecks(options, kind),
      ...(claims.harmless_to_repeat ? [repeatChecks(options, kind)] : []),
      ...(claims.repeats_alike ? [alikeChecks(options, kind)] : []),
      ...(claims.readable
        ? [readBackChecks(options, kind, capabilities.unit)]
        : []),
    ]
  }
  return [
    optionChecks(options),
    ...KINDS.flatMap(ofKind),
    ...(capabilities.void ? [] : [noVoidChecks(options)]),
    ...(capabilities.has_record ? [recordChecks(options)] : []),
  ]
}
