import { Dispatcher } from "../../src/modules/cancellation/dispatcher/dispatcher"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { TestDatabase, createDatabase } from "../support/database"
import { ModuleBooter } from "../support/module"

describe("the sweep", () => {
  let database: TestDatabase
  let booter: ModuleBooter

  beforeAll(async () => {
    database = await createDatabase()
    booter = new ModuleBooter(database.url)
  })

  afterEach(() => jest.restoreAllMocks())

  afterAll(async () => {
    await booter.close()
    await database.drop()
  })

  it("announces what a process left behind, though nothing can be sent", async () => {
    const { service } = await booter.boot({ providers: [] })
    await rowsOf(
      database.sql,
      `insert into cncl_announcement (name, subject_id, provider_id)
       values ('cancellation.succeeded', 'cncl_1', 'climes')`
    )
    jest
      .spyOn(Dispatcher.prototype, "sweep")
      .mockRejectedValue(new Error("the ledger can't be trusted"))

    await expect(service.sweep()).rejects.toThrow("can't be trusted")
    await service.whenIdle()

    expect(
      await rowsOf(database.sql, "select id from cncl_announcement")
    ).toEqual([])
  })
})
