import { Input, Select, toast } from "@medusajs/ui"
import { useState } from "react"
import { EXTERNAL_ID_MAX_LENGTH } from "../../../modules/cancellation/core/matching/external-id"
import { useTotalForm } from "../../hooks/use-total-form"
import { useRegister } from "../../hooks/use-order-actions"
import { useWords } from "../../hooks/use-words"
import type { LineItem } from "../../lib/line-item"
import { providerName } from "../../lib/provider-name"
import type { CancellationProvider } from "../../lib/wire"
import { Field } from "../common/field"
import { FormDrawer } from "../common/form-drawer"
import { Notice } from "../common/notice"
import { TotalFields } from "./total-fields"

interface RegisterDrawerProps {
  orderId: string
  currencyCode: string
  isCanceled: boolean
  lineItems: LineItem[]
  providers: CancellationProvider[]
  onClose: () => void
}

/** Registers a provider order by hand. */
export const RegisterDrawer = ({
  orderId,
  currencyCode,
  isCanceled,
  lineItems,
  providers,
  onClose,
}: RegisterDrawerProps) => {
  const { t } = useWords()
  const register = useRegister(orderId)
  const choices = providers.filter((provider) => provider.is_configured)
  const [providerId, setProviderId] = useState(
    choices.length === 1 ? choices[0]?.id : undefined
  )
  const [externalId, setExternalId] = useState("")

  const provider = choices.find(({ id }) => id === providerId)
  const unit = provider?.unit ?? "none"
  const { typedAmount, items, fields } = useTotalForm({
    unit,
    currency_code: currencyCode,
    total: null,
    items: null,
  })
  const isAmountFine =
    typedAmount.type === "amount" || typedAmount.type === "missing"

  const submit = () => {
    if (!provider) {
      return
    }
    register.mutate(
      {
        provider_id: provider.id,
        external_id: externalId.trim(),
        ...(typedAmount.type === "amount" &&
          (unit === "currency" || unit === "climes" || unit === "count") && {
            amount: typedAmount.amount,
          }),
        ...(unit === "item" && items.length && { items }),
      },
      {
        onSuccess: () => {
          toast.success(t("register.done"))
          onClose()
        },
      }
    )
  }

  return (
    <FormDrawer
      title={t("register.title")}
      description={t("register.description")}
      submitLabel={t("register.submit")}
      isPending={register.isPending}
      canSubmit={Boolean(
        provider &&
        externalId.trim() &&
        (unit === "none" || unit === "item" || isAmountFine)
      )}
      error={register.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {isCanceled && (
        <Notice variant="warning">{t("register.canceled")}</Notice>
      )}
      <Field label={t("register.provider")}>
        {(control) => (
          <Select value={providerId ?? ""} onValueChange={setProviderId}>
            <Select.Trigger {...control}>
              <Select.Value placeholder={t("register.choose")} />
            </Select.Trigger>
            <Select.Content>
              {choices.map(({ id, identifier }) => (
                <Select.Item key={id} value={id}>
                  {providerName(id, identifier)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <Field
        label={t("register.externalId")}
        hint={t("register.externalIdHint")}
      >
        {(control) => (
          <Input
            {...control}
            aria-required
            autoComplete="off"
            maxLength={EXTERNAL_ID_MAX_LENGTH}
            value={externalId}
            onChange={({ target }) => setExternalId(target.value)}
          />
        )}
      </Field>
      {provider && <TotalFields {...fields} lineItems={lineItems} />}
    </FormDrawer>
  )
}
