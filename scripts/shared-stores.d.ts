/** @param paths - the spec files that jest has found, as absolute paths */
declare const sharedStores: (paths: readonly string[]) => {
  filtered: { test: string }[]
}

export = sharedStores
