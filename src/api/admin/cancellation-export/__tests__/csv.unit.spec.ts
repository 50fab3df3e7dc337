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
    ["\n=1+1", '"\n\'=1+1"'],
    [" =1+1", " '=1+1"],
    // Where a decimal has a comma, a spreadsheet begins a cell at a semicolon,
    // and a row at each end of a line: a quote in the middle means nothing.
    ["left;=1+1", "left;'=1+1"],
    ["left; @SUM(A1)", "left; '@SUM(A1)"],
    ["left\t+1", "left\t'+1"],
    ["left\n-1", '"left\n\'-1"'],
    // What an input method of East Asia writes.
    ["\uff1d1+1", "'\uff1d1+1"],
    ["\uff20SUM(A1)", "'\uff20SUM(A1)"],
  ])("lets no spreadsheet run %p", (value, cell) => {
    expect(csvLine([value])).toBe(`${cell}\r\n`)
  })

  it.each(["-5", "-5.25", "12", -3])("leaves the number %p alone", (value) => {
    expect(csvLine([value])).toBe(`${value}\r\n`)
  })
})
