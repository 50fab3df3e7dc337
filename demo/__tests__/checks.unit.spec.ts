import { createServer, type AddressInfo } from "node:net"
import { once } from "node:events"
import { assertPortIsFree, nodeProblem } from "../checks"

const { engines } = jest.requireActual<{ engines: { node: string } }>(
  "../../package.json"
)

describe("nodeProblem", () => {
  it.each(["20.19.0", "20.20.2", "22.12.0", "22.21.1", "23.0.0", "24.1.0"])(
    "lets Node %s pass",
    (version) => {
      expect(nodeProblem(version, engines.node)).toBeNull()
    }
  )

  it.each(["18.20.8", "20.9.0", "20.18.3", "21.7.3", "22.11.0", "22.0.0-pre"])(
    "stops Node %s, in one line that says what to install",
    (version) => {
      const problem = nodeProblem(version, engines.node)

      expect(problem).toContain(`Node ${version}`)
      expect(problem).toContain(engines.node)
      expect(problem).not.toContain("\n")
    }
  )
})

describe("assertPortIsFree", () => {
  it("leaves a free port free", async () => {
    const server = createServer().listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, "close")

    await assertPortIsFree(port, "127.0.0.1")
    await assertPortIsFree(port, "127.0.0.1")
  })

  it("names a port in use, and how to choose another one", async () => {
    const server = createServer().listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    try {
      await expect(assertPortIsFree(port, "127.0.0.1")).rejects.toThrow(
        new RegExp(`^Port ${port} is in use: .*--port \\d+`)
      )
    } finally {
      server.close()
    }
  })
})
