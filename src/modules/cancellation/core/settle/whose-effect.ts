import { LastError } from "../../types"

/** A void seems to be done while a full cancellation that was tried is open. */
export const WHOSE_EFFECT: LastError = {
  code: "not_settled",
  message:
    "The provider's record shows it as done, which may be the doing of the whole cancel of the same order, and that one has not ended. Look at the order there, resolve the whole cancel first, and then this.",
  provider_code: null,
  provider_message: null,
  cause: "whole_cancel_open",
}
