import type { SandboxAccess } from "../../sandbox/access"
import type { Arm } from "../arm"

/** The subscriber that people write by hand: `await fetch` in a loop. */
export const byHandArm = ({ fungies }: SandboxAccess): Arm => {
  let waiting: string[] = []
  return {
    name: "by hand",
    fill: async (externalIds) => {
      waiting = externalIds
    },
    drain: async () => {
      for (const id of waiting) {
        const response = await fetch(`${fungies.baseUrl}/orders/${id}/cancel`, {
          method: "PATCH",
          headers: {
            "content-type": "application/json",
            "x-fngs-public-key": fungies.publicKey,
            "x-fngs-secret-key": fungies.secretKey,
          },
          body: "{}",
        })
        if (!response.ok) {
          throw new Error(`cancelling ${id} answered ${response.status}`)
        }
        await response.json()
      }
    },
    close: async () => undefined,
  }
}
