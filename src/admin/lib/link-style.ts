/**
 * The style of links within text. The dashboard's own blue has too little
 * contrast for small letters (3.5:1), so links are underlined instead.
 */
export const LINK =
  "text-ui-fg-base hover:text-ui-fg-subtle focus-visible:shadow-borders-focus rounded underline decoration-ui-border-strong underline-offset-2 outline-none"
