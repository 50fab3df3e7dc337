export * from "./after"
export * from "./in-turn"
export * from "./steps"
export * from "./verdict"
