/**
 * How long a `Retry-After` header asks to wait, in ms from `now` (epoch ms): seconds or an HTTP date. Undefined when
 * it is missing or says nothing usable. A date in the past is 0.
 */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  // HTTP dates begin with the day's name; anything else Date.parse may take for a date is not one
  if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** The same for an answer: a date is by the server's clock, which `Date` tells where it is there; ours may be off. */
export function retryAfterOf(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const servers = Date.parse(headers['date'] ?? '')
  return readRetryAfter(headers['retry-after'], Number.isNaN(servers) ? now : servers)
}
