import type { Script } from "node:vm"
import type Runtime from "jest-runtime"

/** What jest makes for each spec file. */
declare class CompileOnce extends Runtime {
  createScriptFromCode(text: string, path: string): Script
}

export = CompileOnce
