import type { Attempt } from "../../lib/wire"

/** The method and the address of a call. */
export const RequestLine = ({
  request: { method, url },
}: {
  request: Pick<NonNullable<Attempt["request"]>, "method" | "url">
}) => (
  <p className="break-all font-mono text-xs leading-5">
    <strong>{method}</strong> {url}
  </p>
)
