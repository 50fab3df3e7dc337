import { existsSync, readFileSync } from "node:fs"

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  homepage: string
  repository: { url: string }
  bugs: { url: string }
  keywords: string[]
  files: string[]
  scripts: Record<string, string>
  peerDependencies: Record<string, string>
}

/** `https://github.com/<owner>/<name>` */
const repositoryOf = (url: string): string =>
  /^(?:git\+)?(https:\/\/github\.com\/[\w-]+\/[\w-]+)/.exec(url)?.[1] ?? url

it("every address of the repository is the same one", () => {
  const { homepage, repository, bugs } = manifest
  expect(repositoryOf(homepage)).toMatch(/\/medusa-plugin-cancellation$/)
  expect(
    new Set([homepage, repository.url, bugs.url].map(repositoryOf)).size
  ).toBe(1)
})

it("has the keywords that Medusa's list of plugins is made from", () => {
  expect(manifest.keywords).toEqual(
    expect.arrayContaining([
      "medusa-v2",
      "medusa-plugin-integration",
      "medusa-plugin-other",
    ])
  )
})

it("shuts out no Medusa 2 from 2.15 on, and neither React", () => {
  const { peerDependencies } = manifest
  for (const name of ["framework", "medusa", "admin-sdk", "js-sdk"]) {
    expect(peerDependencies[`@medusajs/${name}`]).toBe(">=2.15.0 <3")
  }
  expect(peerDependencies.react).toBe("^18.3.1 || ^19.0.0")
  // Beside some versions of it npm would install no plugin that names it.
  expect(peerDependencies).not.toHaveProperty("@medusajs/icons")
})

it("packs no file that isn't there", () => {
  const missing = manifest.files
    // A pattern leaves out whatever the build puts there.
    .filter((path) => !path.includes("*"))
    .map((path) => path.replace(/^!/, ""))
    .filter((path) => !path.startsWith(".medusa") && !existsSync(path))
  expect(missing).toEqual([])
})

it("has no script that only one kind of shell understands", () => {
  const scripts = Object.entries(manifest.scripts).filter(([, script]) =>
    /(^|&& )[A-Z_]+=|[$`;|]|\brm\b|\bcp\b|'/.test(script)
  )
  expect(scripts).toEqual([])
})
