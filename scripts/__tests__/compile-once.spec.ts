import { type Context, createContext } from "node:vm"
import { ModuleMocker } from "jest-mock"
import CompileOnce from "../compile-once"

type Given = ConstructorParameters<typeof CompileOnce>

interface Evaluated {
  (...moduleScope: unknown[]): void
}

/** The runtime of a spec file, with as little around it as it takes. */
const runtimeOf = (spec: string): { runtime: CompileOnce; world: Context } => {
  const world = createContext({})
  const runtime = new CompileOnce(
    {
      fakeTimers: {},
      sandboxInjectedGlobals: [],
      extensionsToTreatAsEsm: [],
    } as unknown as Given[0],
    {
      global: world,
      moduleMocker: new ModuleMocker(globalThis),
      getVmContext: () => world,
    } as unknown as Given[1],
    { isCoreModule: () => false } as unknown as Given[2],
    {} as unknown as Given[3],
    new Map(),
    {} as Given[5],
    spec
  )
  return { runtime, world }
}

/** Evaluates a module, and returns its exports. */
const evaluate = (
  { runtime, world }: ReturnType<typeof runtimeOf>,
  text: string
): Record<string, unknown> => {
  const exports = {}
  const { "Object.<anonymous>": wrapped } = runtime
    .createScriptFromCode(text, "/module.js")
    .runInContext(world) as Record<string, Evaluated>
  wrapped?.({ exports }, exports)
  return exports
}

describe("a module that two spec files load", () => {
  it("is compiled for the first alone", () => {
    const text = "exports.one = 1"
    const first = runtimeOf("a.spec.ts").runtime
    const script = first.createScriptFromCode(text, "/module.js")
    const second = runtimeOf("b.spec.ts").runtime

    expect(second.createScriptFromCode(text, "/module.js")).toBe(script)
  })

  it("is compiled again where its text is another", () => {
    const first = runtimeOf("a.spec.ts")
    const second = runtimeOf("b.spec.ts")

    expect(evaluate(first, "exports.is = 1")).toEqual({ is: 1 })
    expect(evaluate(second, "exports.is = 2")).toEqual({ is: 2 })
  })

  it("is evaluated for each, in a world of its own", () => {
    const text = "seen = (globalThis.seen ?? 0) + 1; exports.seen = seen"

    expect(evaluate(runtimeOf("a.spec.ts"), text)).toEqual({ seen: 1 })
    expect(evaluate(runtimeOf("b.spec.ts"), text)).toEqual({ seen: 1 })
  })

  it("imports for the one that runs, whichever compiled it", async () => {
    const text = "exports.load = () => import('./other.js')"
    evaluate(runtimeOf("a.spec.ts"), text)
    const second = runtimeOf("b.spec.ts")
    const resolved = new Error("the second was asked")
    Object.assign(second.runtime, {
      resolveModule: () => Promise.reject(resolved),
    })
    const { load } = evaluate(second, text) as { load: () => Promise<unknown> }

    await expect(load()).rejects.toBe(resolved)
  })
})
