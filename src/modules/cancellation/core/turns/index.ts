export * from "./after"
export * from "./in-steps"
export * from "./in-turn"
export * from "./verdict"
