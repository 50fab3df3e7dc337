/** Half of a character outside the basic plane: it can't be percent-encoded. */
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * An id as one segment of a URL's path, percent-encoded. Null where it can't
 * be one: a URL swallows an empty segment, `.` and `..` even when they are
 * percent-encoded, and the call would be about something else.
 */
export const pathSegment = (id: string): string | null =>
  id === "" || id === "." || id === ".." || LONE_SURROGATE.test(id)
    ? null
    : encodeURIComponent(id)
