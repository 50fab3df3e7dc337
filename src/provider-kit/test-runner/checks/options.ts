import { UNITS } from "../../unit"
import { Check, CheckGroup } from "../check"
import { construct, NOWHERE } from "../construct"
import { must } from "../expect"
import { CancellationProviderTestRunnerOptions } from "../types"

const UNKNOWN_OPTION = "not_an_option"

/** Long enough not to occur in a message by chance. */
const MIN_SECRET_LENGTH = 8

type Options = CancellationProviderTestRunnerOptions

const refusalOf = (
  { provider }: Options,
  options: Record<string, unknown>
): string => {
  try {
    provider.validateOptions(options)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error(
    "validateOptions() let it pass; it has to throw, so that the mistake stops the boot."
  )
}

const refuses = (options: Options, name: string, value: unknown): void => {
  const given = { ...options.options(NOWHERE), [name]: value }
  const message = refusalOf(options, given)
  must(
    message.includes(name),
    `validateOptions() has to name the option "${name}"; it said: ${message}`
  )
  must(
    !message.includes("\n"),
    `validateOptions() has to say it in one line; it said: ${message}`
  )
  const echoed = [...options.secrets, ...(value === "" ? [] : [value])].find(
    (secret) => typeof secret === "string" && message.includes(secret)
  )
  must(
    echoed === undefined,
    `validateOptions() must not echo a value, which may be a secret; it said: ${message}`
  )
}

const wrongTypes = (options: Options): Check[] =>
  Object.entries(options.options(NOWHERE))
    .filter(([, value]) => options.secrets.some((secret) => secret === value))
    .map(([name, value]) => ({
      name: `refuses the secret ${name} as a list, without echoing it`,
      run: async () => refuses(options, name, [value]),
    }))

const namedByAuthor = (options: Options): Check[] =>
  Object.entries(options.invalidOptions ?? {}).map(([name, value]) => ({
    name: `refuses ${name}: ${JSON.stringify(value)}`,
    run: async () => refuses(options, name, value),
  }))

/** Checks the class and its options, before anything is called. */
export const optionChecks = (options: Options): CheckGroup => ({
  name: "its options",
  checks: [
    {
      name: "has an identifier",
      run: async () => {
        must(
          /^[a-z][a-z0-9_-]*$/.test(options.provider.identifier),
          'Give the class a static identifier of lower-case letters, such as "acme".'
        )
      },
    },
    {
      name: "has secrets that are told from other text",
      run: async () => {
        must(
          options.secrets.every(({ length }) => length >= MIN_SECRET_LENGTH),
          `Use secrets of at least ${MIN_SECRET_LENGTH} characters in the test: shorter ones turn up by chance.`
        )
      },
    },
    {
      name: "accepts the options of this test",
      run: async () => {
        construct(options, options.options(NOWHERE))
      },
    },
    {
      name: "refuses an option that it doesn't know",
      run: async () => refuses(options, UNKNOWN_OPTION, true),
    },
    ...wrongTypes(options),
    ...namedByAuthor(options),
    {
      name: "declares capabilities that fit together",
      run: async () => {
        const { capabilities } = construct(options, options.options(NOWHERE))
        const { unit, cancel, has_record } = capabilities
        must(UNITS.includes(unit), `The unit has to be one of ${UNITS.join()}.`)
        must(
          unit !== "none" || capabilities.void === null,
          'What is measured in nothing has no part: with the unit "none", void is null.'
        )
        must(
          has_record ||
            options.recordsCalls ||
            !(cancel.readable || capabilities.void?.readable),
          "A kind that is readable is read from the record: has_record is true then."
        )
        must(
          capabilities.void === null || options.void !== undefined,
          "The capabilities have a void: give the runner an example of one."
        )
      },
    },
  ],
})
