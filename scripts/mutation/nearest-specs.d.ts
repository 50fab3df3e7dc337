export function nearestSpecs(mutated: string, specs: string[]): string[]
