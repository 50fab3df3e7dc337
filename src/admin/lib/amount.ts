import type { ProviderOrder } from "./wire"

/** The decimal sign of a language. */
const decimalSign = (locale: string): string =>
  new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .find(({ type }) => type === "decimal")?.value ?? "."

/** `1500000` as `1.5` or `1,5`, as people type it in their language. */
export const toTyped = (amount: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    useGrouping: false,
    maximumFractionDigits: 10,
    numberingSystem: "latn",
  }).format(amount)

/**
 * A typed text as a decimal. Null where it is no number. The language decides
 * what "1.500" means. A sign that can't group thousands is taken for the
 * decimal sign.
 */
export const parseTyped = (typed: string, locale: string): string | null => {
  const text = typed.replace(/[\s\u00a0\u202f]/g, "")
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(text)) {
    return null
  }
  const decimal = decimalSign(locale) === "," ? "," : "."
  const group = decimal === "," ? "." : ","
  const plain = isGrouped(text, group, decimal)
    ? text.replaceAll(group, "")
    : text.replace(group, decimal)
  const number = plain.replace(decimal, ".").replace(/^\+/, "")
  return /^-?(\d+(\.\d+)?|\.\d+)$/.test(number)
    ? number.replace(/^(-?)\./, "$10.")
    : null
}

/** Thousands are groups of three digits before the decimal sign. */
const isGrouped = (text: string, group: string, decimal: string): boolean => {
  const [whole = "", ...rest] = text.split(decimal)
  return (
    !rest.join("").includes(group) &&
    new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})*$|^[+-]?\\d*$`).test(whole)
  )
}

/** A currency's number of decimals. Null where it isn't known. */
export const decimalsOf = (currencyCode: string | null): number | null => {
  if (!currencyCode) {
    return null
  }
  try {
    return (
      new Intl.NumberFormat("en", {
        style: "currency",
        currency: currencyCode,
      }).resolvedOptions().maximumFractionDigits ?? null
    )
  } catch {
    return null
  }
}

type AmountProblem =
  | { type: "missing" }
  | { type: "not_a_number" }
  | { type: "not_positive" }
  | { type: "not_whole" }
  | { type: "too_many_decimals"; decimals: number }
  | { type: "too_much"; remaining: number }

export type TypedAmount = { type: "amount"; amount: number } | AmountProblem

interface AmountRules extends Pick<ProviderOrder, "unit" | "currency_code"> {
  /** Null where it isn't known, and so not checked here. */
  remaining: number | null
}

/** The typed amount, or what is wrong with it, before the server is asked. */
export const readAmount = (
  typed: string,
  locale: string,
  { unit, currency_code, remaining }: AmountRules
): TypedAmount => {
  if (!typed.trim()) {
    return { type: "missing" }
  }
  const text = parseTyped(typed, locale)
  if (text === null) {
    return { type: "not_a_number" }
  }
  const amount = Number(text)
  if (!(amount > 0)) {
    return { type: "not_positive" }
  }
  const places = text.split(".")[1]?.replace(/0+$/, "").length ?? 0
  if (unit !== "currency" && places > 0) {
    return { type: "not_whole" }
  }
  const decimals = unit === "currency" ? decimalsOf(currency_code) : 0
  if (decimals !== null && places > decimals) {
    return { type: "too_many_decimals", decimals }
  }
  return remaining !== null && amount > remaining
    ? { type: "too_much", remaining }
    : { type: "amount", amount }
}

/** Money in the reader's language. An unknown currency is shown by its code. */
export const formatMoney = (
  amount: number,
  currencyCode: string | null,
  locale: string
): string => {
  if (!currencyCode) {
    return formatCount(amount, locale)
  }
  try {
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency: currencyCode,
    }).format(amount)
  } catch {
    return `${formatCount(amount, locale)} ${currencyCode.toUpperCase()}`
  }
}

export const formatCount = (count: number, locale: string): string =>
  new Intl.NumberFormat(locale).format(count)
