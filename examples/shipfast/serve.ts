import { serveFake } from "medusa-plugin-cancellation/provider-kit"
import { FakeShipFast } from "./__tests__/fake-shipfast"

const fake = new FakeShipFast("shipfast-key-0123456789")
fake.add("S-1")
fake.add("S-2", "shipped")

void serveFake(fake, { port: 4010 }).then(({ url }) => {
  console.log(`ShipFast is at ${url}. End it with Ctrl+C.`)
})
