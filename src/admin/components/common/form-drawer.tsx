import { Button, Drawer } from "@medusajs/ui"
import type { ReactNode, SyntheticEvent } from "react"
import { useWords } from "../../hooks/use-words"
import { useReturnOfFocus } from "../../hooks/use-return-of-focus"
import { DrawerHeader } from "./drawer-header"
import { FailureText } from "./failure-text"
import { Notice } from "./notice"

interface FormDrawerProps {
  title: string
  description: ReactNode
  submitLabel: string
  /** Makes the button red. */
  isDangerous?: boolean
  isPending: boolean
  canSubmit: boolean
  /** What went wrong with the last try. */
  error: unknown
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A form in a drawer, which is open for as long as it is rendered. */
export const FormDrawer = ({
  title,
  description,
  submitLabel,
  isDangerous,
  isPending,
  canSubmit,
  error,
  onSubmit,
  onClose,
  children,
}: FormDrawerProps) => {
  const { t } = useWords()
  const returnFocus = useReturnOfFocus()
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (canSubmit && !isPending) {
      onSubmit()
    }
  }
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content onCloseAutoFocus={returnFocus}>
        <form
          noValidate
          onSubmit={submit}
          className="flex flex-1 flex-col overflow-hidden"
        >
          <DrawerHeader title={title} description={description} />
          <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-auto">
            {children}
            {Boolean(error) && (
              <Notice variant="error" isAnswer>
                <FailureText
                  error={error}
                  fallback={t("general.requestFailed")}
                />
              </Notice>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary" type="button">
                {t("general.close")}
              </Button>
            </Drawer.Close>
            <Button
              size="small"
              type="submit"
              variant={isDangerous ? "danger" : "primary"}
              isLoading={isPending}
              disabled={!canSubmit}
            >
              {submitLabel}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
