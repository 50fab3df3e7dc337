import { en } from "./en"
import { es } from "./es"
import { Texts } from "./texts"
import { tr } from "./tr"

/** The languages that people can be told in. */
export const LANGUAGES = ["en", "es", "tr"] as const

export type Language = (typeof LANGUAGES)[number]

export const TEXTS: Record<Language, Texts> = { en, es, tr }
