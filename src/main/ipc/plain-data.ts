/** Bounds of what one call may carry in. */
export interface DataLimits {
  /** characters of all texts and keys together */
  characters: number
  /** values, containers included */
  values: number
  depth: number
}

/**
 * True when `value` is what JSON could say and within the limits. Structured clone also lets cycles, maps, buffers and
 * errors through; none of the contract's inputs is one.
 */
export function isPlainData(value: unknown, limits: DataLimits): boolean {
  let characters = 0
  let values = 0
  const fits = (item: unknown, depth: number): boolean => {
    values += 1
    if (values > limits.values || depth > limits.depth) return false
    if (typeof item === 'string') return (characters += item.length) <= limits.characters
    if (item === null || item === undefined || typeof item === 'boolean') return true
    if (typeof item === 'number') return Number.isFinite(item)
    if (Array.isArray(item)) return item.every((entry) => fits(entry, depth + 1))
    if (typeof item !== 'object' || !isPlainObject(item)) return false
    return Object.entries(item).every(([key, entry]) => fits(key, depth + 1) && fits(entry, depth + 1))
  }
  return fits(value, 0)
}

function isPlainObject(item: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(item)
  return prototype === Object.prototype || prototype === null
}
