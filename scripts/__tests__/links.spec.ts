import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { PAGES } from "../__fixtures__/repository"

/** The anchor of a heading, by GitHub's rules. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-")

const anchorsIn = (path: string): string[] =>
  [...readFileSync(path, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    anchorOf(heading ?? "")
  )

const linksIn = (path: string): string[] =>
  [...readFileSync(path, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].flatMap(
    ([, link]) => (link && !/^[a-z]+:/.test(link) ? [link] : [])
  )

it.each(PAGES)("the links in %s lead somewhere", (page) => {
  const dead = linksIn(page).filter((link) => {
    const [path, anchor] = link.split("#")
    const target = path ? join(dirname(page), path) : page
    return (
      !existsSync(target) ||
      (anchor && target.endsWith(".md") && !anchorsIn(target).includes(anchor))
    )
  })
  expect(dead).toEqual([])
})
