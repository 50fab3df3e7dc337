/** What becomes of a cancellation when an attempt for it ends. */
export * from "./poll"
export * from "./read-back"
export * from "./send"
export * from "./settlement"
export * from "./unsent"
