import { csvLine } from "../csv"

describe("a line of CSV", () => {
  it("ends as RFC 4180 says, and has nothing for nothing", () => {
    expect(csvLine(["a", null, undefined, 0, false])).toBe("a,,,0,false\r\n")
  })

  it.each([
    ['say "no"', '"say ""no"""'],
    ["a,b", '"a,b"'],
    ["a\nb", '"a\nb"'],
    ["a\rb", '"a\rb"'],
    [" a ", " a "],
    [new Date("2030-01-01T00:00:00Z"), "2030-01-01T00:00:00.000Z"],
    [
      [{ id: "ordli_1", quantity: 2 }],
      '"[{""id"":""ordli_1"",""quantity"":2}]"',
    ],
  ])("quotes %p where it has to", (value, cell) => {
    expect(csvLine([value])).toBe(`${cell}\r\n`)
  })

  it.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1 in a note", "'+1 in a note"],
    ["-1+cmd|'/c calc'!A1", "'-1+cmd|'/c calc'!A1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["\rx", '"\'\rx"'],
    ['="a"', '"\'=""a"""'],
  ])("lets no spreadsheet run %p", (value, cell) => {
    expect(csvLine([value])).toBe(`${cell}\r\n`)
  })

  it.each(["-5", "-5.25", "12", -3])("leaves the number %p alone", (value) => {
    expect(csvLine([value])).toBe(`${value}\r\n`)
  })
})
