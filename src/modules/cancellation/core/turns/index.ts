export * from "./after"
export * from "./in-turn"
export * from "./verdict"
