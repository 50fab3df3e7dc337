import { FeatureFlag, Modules } from "@medusajs/framework/utils"
import { operations } from "./support/openapi-document"
import { type Api, withStore } from "./support/store"

jest.setTimeout(120_000)

interface Rbac {
  listRbacPolicies(
    filters: object,
    config: { take: number }
  ): Promise<{ id: string; key: string }[]>
  createRbacRoles(role: { name: string }): Promise<{ id: string }>
  createRbacRolePolicies(
    links: { role_id: string; policy_id: string }[]
  ): Promise<unknown>
}

// It runs before the store's own hooks, because it enables modules.
beforeAll(() => {
  process.env.MEDUSA_FF_RBAC = "true"
  FeatureFlag.setFlag("rbac", true)
})

afterAll(() => {
  delete process.env.MEDUSA_FF_RBAC
  FeatureFlag.setFlag("rbac", false)
})

const needs = operations.map(({ method, template, operation }) => ({
  method,
  path: template.replace(/\{\w+\}/g, "climes"),
  policy: operation["x-policy"],
}))

const policies = [...new Set(needs.map(({ policy }) => policy))]

withStore((store) => {
  const rbac = (): Rbac => store.container.resolve(Modules.RBAC)

  /** A staff member whose only role has these policies. */
  const staffWho = async (...keys: string[]): Promise<Api> => {
    const known = await rbac().listRbacPolicies({}, { take: 1_000 })
    const role = await rbac().createRbacRoles({ name: keys.join(", ") })
    await rbac().createRbacRolePolicies(
      keys.map((key) => {
        const policy = known.find((one) => one.key === key)
        if (!policy) {
          throw new Error(`Medusa has no policy ${key}.`)
        }
        return { role_id: role.id, policy_id: policy.id }
      })
    )
    return store.staffWith([role.id])
  }

  /** The operations that this person may not use. */
  const closedTo = async (person: Api): Promise<string[]> => {
    const closed: string[] = []
    for (const { method, path } of needs) {
      const { status } = await (method === "GET"
        ? person.get(path)
        : method === "DELETE"
          ? person.delete(path)
          : person.post(path, {}))
      if (status === 403) {
        closed.push(`${method} ${path}`)
      }
    }
    return closed
  }

  const all = needs.map(({ method, path }) => `${method} ${path}`)

  it("without a role, or with others' policies, everything is closed", async () => {
    expect(policies.length).toBeGreaterThan(5)
    expect(await closedTo(store.staffWith([]))).toEqual(all)
    const { status, data } = await (
      await staffWho("order:read", "order:update", "product:read")
    ).get("/admin/cancellations")
    expect({ status, data }).toMatchObject({
      status: 403,
      data: {
        type: "forbidden",
        message:
          "Insufficient permissions. Required policies: cancellation:read",
      },
    })
  })

  it("each policy opens its operations and no others", async () => {
    for (const policy of policies) {
      const closed = await closedTo(await staffWho("order:read", policy))
      expect({ policy, closed }).toEqual({
        policy,
        closed: needs
          .filter((one) => one.policy !== policy)
          .map(({ method, path }) => `${method} ${path}`),
      })
    }
  })

  it("below an order, Medusa's own order:read is needed as well", async () => {
    expect(await closedTo(await staffWho(...policies))).toEqual(
      all.filter((one) => one.includes("/admin/orders/"))
    )
  })

  it("a super admin does everything", async () => {
    expect(await closedTo(store.staffWith(["role_super_admin"]))).toEqual([])
  })
})
