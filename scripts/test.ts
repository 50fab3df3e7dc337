/**
 * npm test                            every suite
 * npm test -- unit                    one of them, or several
 * npm test -- http -t "cancels"       flags and paths go to jest
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { runSuites } from "./beside"
import { type Postgres, startPostgres } from "./postgres"

const DEFAULT_SUITES = ["unit", "modules", "http", "resilience", "processes"]
/** These need more than npm installs, or a built package. */
const OTHER_SUITES = ["redis", "pgbouncer", "browser", "package"]
const WITHOUT_DATABASE = ["unit"]

/**
 * How long suites with random input run by default: as long as a person waits.
 * The specs themselves default to more, which `.ci/run` asks for.
 */
const LENGTHS = { HISTORIES: "300", CANCELLATIONS: "60", KILLS: "15" }

type Counts = { passed: number; failed: number; skipped: number }
type Result = Counts & { ok: boolean; failures: string[] }

/** The parts of jest's `--json` output that are read here. */
type Report = {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numRuntimeErrorTestSuites: number
  testResults: {
    name: string
    status: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

async function main(): Promise<void> {
  const { suites, jestArgs } = parse(process.argv.slice(2))
  const folder = mkdtempSync(join(tmpdir(), "cancellation-test-"))
  let postgres: Postgres | undefined

  try {
    if (suites.some((suite) => !WITHOUT_DATABASE.includes(suite))) {
      postgres = await startPostgres()
    }
    const env = environment(postgres)
    const results = await runSuites(suites, {
      run: (suite, log) =>
        runSuite(suite, jestArgs, join(folder, `${suite}.json`), env, log),
      folder,
      isOver: () => interrupted,
      show: (output) => process.stdout.write(output),
    })
    conclude(results)
  } finally {
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function parse(args: string[]): { suites: string[]; jestArgs: string[] } {
  const known = [...DEFAULT_SUITES, ...OTHER_SUITES]
  const first = args.findIndex((arg) => !known.includes(arg))
  const named = first === -1 ? args : args.slice(0, first)
  return {
    suites: named.length > 0 ? named : DEFAULT_SUITES,
    jestArgs: first === -1 ? [] : args.slice(first),
  }
}

function environment(postgres: Postgres | undefined): NodeJS.ProcessEnv {
  return {
    ...LENGTHS,
    ...process.env,
    NODE_OPTIONS: [
      process.env.NODE_OPTIONS,
      "--experimental-vm-modules",
      // Jest loads everything anew for each file: with V8's 16 MB for what is
      // new, a twelfth of the time goes into collecting it again and again.
      "--max-semi-space-size=64",
    ]
      .filter(Boolean)
      .join(" "),
    MEDUSA_DISABLE_TELEMETRY: "true",
    // Medusa's runners set it: each spec file gets its own database.
    DB_TEMP_NAME: undefined,
    ...(postgres && {
      DATABASE_URL: postgres.url,
      DB_HOST: postgres.host,
      DB_PORT: String(postgres.port),
      DB_USERNAME: postgres.user,
      DB_PASSWORD: postgres.password,
    }),
  }
}

/** @param log - the file that its output goes to instead of the terminal */
async function runSuite(
  suite: string,
  jestArgs: string[],
  report: string,
  env: NodeJS.ProcessEnv,
  log?: string
): Promise<Result> {
  const output = log === undefined ? "inherit" : openSync(log, "w")
  const jest = spawn(
    process.execPath,
    [
      require.resolve("jest/bin/jest"),
      // A suite without matching files is skipped. That no test ran at all is
      // noticed in the end.
      "--passWithNoTests",
      "--json",
      `--outputFile=${report}`,
      ...jestArgs,
    ],
    {
      env: { ...env, TEST_TYPE: suite },
      stdio: ["inherit", output, output],
    }
  )
  running.add(jest)
  const [code, signal] = (await once(jest, "exit")) as [
    number | null,
    NodeJS.Signals | null,
  ]
  running.delete(jest)
  if (output !== "inherit") {
    closeSync(output)
  }

  const read = readReport(report)
  if (!read) {
    console.error(
      `The suite ${suite} ended without a report (${signal ?? `exit code ${String(code)}`}).`
    )
    return { passed: 0, failed: 1, skipped: 0, ok: false, failures: [suite] }
  }
  return {
    passed: read.numPassedTests,
    // A file that can't be loaded has no tests to count as failed.
    failed: read.numFailedTests + read.numRuntimeErrorTestSuites,
    skipped: read.numPendingTests + read.numTodoTests,
    ok: code === 0 && read.success,
    failures: failuresOf(read),
  }
}

/** Failures are listed again in the end: a log may be cut in the middle. */
function failuresOf(report: Report): string[] {
  return report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(process.cwd(), name)
    const failed = assertionResults.filter((test) => test.status === "failed")
    return failed.length === 0 && status === "failed"
      ? [file]
      : failed.map((test) => `${file}: ${test.fullName}`)
  })
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Report
  } catch {
    return undefined
  }
}

function conclude(results: Result[]): void {
  const sum = (of: keyof Counts) =>
    results.reduce((total, result) => total + result[of], 0)
  const [passed, failed, skipped] = [
    sum("passed"),
    sum("failed"),
    sum("skipped"),
  ]

  if (process.env.TEST_COUNTS_FILE) {
    appendFileSync(
      process.env.TEST_COUNTS_FILE,
      `${passed} ${failed} ${skipped}\n`
    )
  }
  if (passed + failed + skipped === 0) {
    console.error("No test ran: check the suite's name and the flags.")
    process.exitCode = 1
  }
  if (interrupted || results.some((result) => !result.ok)) {
    process.exitCode = 1
  }
  for (const failure of results.flatMap(({ failures }) => failures)) {
    console.log(`failed: ${failure}`)
  }
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
}

const running = new Set<ChildProcess>()
let interrupted = false

// Ctrl-C reaches jest too. It is awaited, and then everything is cleaned up.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted = true
    for (const jest of running) {
      jest.kill(signal)
    }
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
