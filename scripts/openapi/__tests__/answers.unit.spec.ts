import { type z } from "@medusajs/framework/zod"
import {
  ATTEMPT_FIELDS,
  CANCELLATION_FIELDS,
  PROVIDER_FIELDS,
  PROVIDER_ORDER_FIELDS,
  VOID_FIELDS,
} from "../../../src/api/utils/public-fields"
import type {
  AttemptDTO,
  CancellationDTO,
  CancellationProviderDTO,
  ProviderOrderDTO,
  VoidFigures,
  VoidPreview,
} from "../../../src/modules/cancellation/types"
import type * as types from "../../../src/types"
import * as answers from "../answers"

/** JSON has no times, so they are texts. */
type Wire<T> = T extends Date
  ? string
  : T extends object
    ? { [Key in keyof T]: Wire<T[Key]> }
    : T

/** The routes add what the configuration tells. */
type Linked<T> = T & { order_url: string | null }

/** Doesn't compile where B can't be used in place of A. */
type Same<A extends B, B> = A

it("documents exactly the fields that the routes show", () => {
  const { attempts, ...cancellation } = answers.AdminCancellation.shape
  expect(Object.keys(cancellation)).toEqual(CANCELLATION_FIELDS)
  expect(attempts).toBeDefined()
  for (const [schema, fields] of [
    [answers.AdminCancellationAttempt, ATTEMPT_FIELDS],
    [answers.AdminProviderOrder, PROVIDER_ORDER_FIELDS],
    [answers.AdminVoidFigures, VOID_FIELDS],
    [answers.AdminCancellationProvider, PROVIDER_FIELDS],
  ] as const) {
    expect(Object.keys(schema.shape)).toEqual(fields)
  }
})

it("documents the types that the module answers with, both ways", () => {
  // The compiler checks that the document and the module say the same.
  type Checked = [
    Same<Wire<Linked<CancellationDTO>>, types.AdminCancellation>,
    Same<types.AdminCancellation, Wire<Linked<CancellationDTO>>>,
    Same<Wire<AttemptDTO>, types.AdminCancellationAttempt>,
    Same<types.AdminCancellationAttempt, Wire<AttemptDTO>>,
    Same<Wire<Linked<ProviderOrderDTO>>, types.AdminProviderOrder>,
    Same<types.AdminProviderOrder, Wire<Linked<ProviderOrderDTO>>>,
    Same<Wire<VoidFigures>, types.AdminVoidFigures>,
    Same<types.AdminVoidFigures, Wire<VoidFigures>>,
    Same<Wire<VoidPreview>, types.AdminVoidPreview>,
    Same<Wire<CancellationProviderDTO>, types.AdminCancellationProvider>,
    Same<types.AdminCancellationProvider, Wire<CancellationProviderDTO>>,
    Same<
      z.input<typeof answers.AdminCancellationListResponse>,
      types.AdminCancellationListResponse
    >,
  ]
  const checked: Checked["length"] = 12
  expect(checked).toBe(12)
})
