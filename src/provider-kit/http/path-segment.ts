/** Half of a surrogate pair, which can't be percent-encoded. */
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * An id as one percent-encoded segment of a URL's path. Null where that is
 * impossible: a URL drops an empty segment, `.` and `..`, even when they are
 * percent-encoded, and the call would be about something else.
 */
export const pathSegment = (id: string): string | null =>
  id === "" || id === "." || id === ".." || LONE_SURROGATE.test(id)
    ? null
    : encodeURIComponent(id)
