/** Whether anything is given: null is, what is left out isn't. */
export const hasAny = (fields: object): boolean =>
  Object.values(fields).some((value) => value !== undefined)
