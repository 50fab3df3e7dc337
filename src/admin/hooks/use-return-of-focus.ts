import { useState } from "react"

/** The button that opened what is being rendered for the first time. */
const opener = (): HTMLElement | null => {
  const { activeElement } = document
  const menu = activeElement?.closest('[role="menu"]')
  // A menu is gone by the time when the focus returns; its button isn't.
  return menu
    ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "")
    : activeElement instanceof HTMLElement
      ? activeElement
      : null
}

/** Gives the focus back to the button that opened a dialog. */
export const useReturnOfFocus = () => {
  const [button] = useState(opener)
  return (event: Event): void => {
    event.preventDefault()
    button?.focus()
  }
}
