import { LedgerIdentity, identityChange } from "../ledger-identity"

const here: LedgerIdentity = {
  system_identifier: "7",
  timeline: "00000001",
  database_name: "store",
  database_oid: "16384",
}

describe("where the ledger is", () => {
  it.each<[string, Partial<LedgerIdentity>, string | null]>([
    ["nothing else", {}, null],
    ["another cluster", { system_identifier: "8" }, "copied"],
    ["another database of the cluster", { database_name: "copy" }, "copied"],
    ["another timeline", { timeline: "00000002" }, "forked"],
    [
      "another cluster's second timeline",
      { system_identifier: "8", timeline: "00000002" },
      "copied",
    ],
    ["the same, made anew from its template", { database_oid: "16999" }, null],
    [
      "a cluster that may not be read any more",
      { system_identifier: null },
      null,
    ],
    [
      "that, with another number",
      { system_identifier: null, database_oid: "16999" },
      "copied",
    ],
    ["a timeline that may not be read any more", { timeline: null }, null],
  ])("%s: %p is %p", (_, now, change) => {
    expect(identityChange(here, { ...here, ...now })).toBe(change)
    expect(identityChange({ ...here, ...now }, here)).toBe(change)
  })
})
