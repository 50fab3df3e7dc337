import { Checkbox, Input, Label, Text } from "@medusajs/ui"
import { useId } from "react"
import { useWords } from "../../hooks/use-words"
import type { AkinonForm } from "../../lib/akinon-details"
import { Field } from "./field"

interface AkinonFieldsProps {
  form: AkinonForm
  onChange: (form: AkinonForm) => void
}

/** Fields for Akinon only. They are folded, as most cancellations need none. */
export const AkinonFields = ({ form, onChange }: AkinonFieldsProps) => {
  const { t } = useWords()
  const cargoId = useId()
  const set = (changed: Partial<AkinonForm>) =>
    onChange({ ...form, ...changed })
  return (
    <details className="border-ui-border-base rounded-lg border">
      <summary className="txt-small-plus focus-visible:shadow-borders-focus cursor-pointer rounded-lg px-3 py-2 outline-none">
        {t("akinon.title")}
      </summary>
      <div className="flex flex-col gap-y-4 border-t p-3">
        <Text size="small" className="text-ui-fg-subtle">
          {t("akinon.privacy")}
        </Text>
        <Field label={t("akinon.iban")} isOptional>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={form.iban}
              onChange={({ target }) => set({ iban: target.value })}
            />
          )}
        </Field>
        <Field label={t("akinon.holderName")} isOptional>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={form.holderName}
              onChange={({ target }) => set({ holderName: target.value })}
            />
          )}
        </Field>
        <Field label={t("akinon.invoice")} isOptional>
          {(control) => (
            <Input
              {...control}
              value={form.refundInvoiceNumber}
              onChange={({ target }) =>
                set({ refundInvoiceNumber: target.value })
              }
            />
          )}
        </Field>
        <Field label={t("akinon.forcedAmount")} isOptional>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={form.forcedRefundAmount}
              onChange={({ target }) =>
                set({ forcedRefundAmount: target.value })
              }
            />
          )}
        </Field>
        <div className="flex items-center gap-x-2">
          <Checkbox
            id={cargoId}
            checked={form.isCargoRefund}
            onCheckedChange={(checked) =>
              set({ isCargoRefund: checked === true })
            }
          />
          <Label htmlFor={cargoId} size="small">
            {t("akinon.cargo")}
          </Label>
        </div>
      </div>
    </details>
  )
}
