import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import type { SandboxAccess } from "../../sandbox/access"
import { COMPILED } from "../compiled"
import type { RequestName, SandboxAnswer, SandboxRequests } from "./protocol"

export interface SandboxProcess {
  access: SandboxAccess
  ask<Name extends RequestName>(
    name: Name,
    input: SandboxRequests[Name]["input"]
  ): Promise<SandboxRequests[Name]["output"]>
  stop(): Promise<void>
}

interface Waiting {
  resolve: (output: never) => void
  reject: (error: Error) => void
}

/** Starts the four providers in a separate process. */
export const startSandboxProcess = async (): Promise<SandboxProcess> => {
  const child = fork(join(__dirname, "child.ts"), {
    execArgv: COMPILED,
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  const exited = once(child, "exit")
  const [{ access }] = (await Promise.race([
    once(child, "message"),
    exited.then(() => {
      throw new Error("the sandbox did not start")
    }),
  ])) as [{ access: SandboxAccess }]

  const waiting = new Map<number, Waiting>()
  child.on("message", ({ id, output, error }: SandboxAnswer) => {
    const { resolve, reject } = waiting.get(id) as Waiting
    waiting.delete(id)
    if (error === undefined) {
      resolve(output as never)
    } else {
      reject(new Error(`the sandbox: ${error}`))
    }
  })
  child.on("exit", () => {
    waiting.forEach(({ reject }) => {
      reject(new Error("the sandbox has ended"))
    })
  })

  let asked = 0
  return {
    access,
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        const id = ++asked
        waiting.set(id, { resolve, reject })
        child.send({ id, name, input })
      }),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill()
        await exited
      }
    },
  }
}
