/** @typedef {{ median: number, min: number, max: number, count: number }} Summary */

/** The middle value, or the mean of the two in the middle. Throws where there are none. */
export function median(values) {
  if (values.length === 0) throw new Error('There is no median of nothing')
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * @param {number[]} values
 * @returns {Summary}
 */
export function summary(values) {
  return {
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
    count: values.length
  }
}

/** Each key of the records with the summary of its values; records that lack a key are left out of it. */
export function summaries(records) {
  const keys = new Set(records.flatMap((record) => Object.keys(record)))
  const valuesOf = (key) => records.map((record) => record[key]).filter((value) => value !== undefined)
  return Object.fromEntries([...keys].map((key) => [key, summary(valuesOf(key))]))
}
