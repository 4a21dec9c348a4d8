import type { RetryPace } from './retry'

/** Everything in milliseconds but `attempts`. */
export interface Timing {
  /** TCP and TLS, the proxy's part included, each */
  connectMs: number
  /** from the request to the first byte of a read's answer; a write waits `writeMs` */
  headersMs: number
  /** between two pieces of a body */
  bodyMs: number
  /** a read with all its retries */
  readDeadlineMs: number
  /** a write with all its retries */
  writeMs: number
  /** the first pause before a retry; it doubles from there */
  retryBaseMs: number
}

/** Short enough for a call: somebody is on the phone while these run. */
export const defaultTiming: Timing = {
  connectMs: 4000,
  headersMs: 7000,
  bodyMs: 7000,
  readDeadlineMs: 12_000,
  writeMs: 20_000,
  retryBaseMs: 250
}

export function paceOf(timing: Timing): RetryPace {
  return { attempts: 4, baseMs: timing.retryBaseMs, random: Math.random }
}

const megabyte = 1024 * 1024

/** Longest answers that are read, in bytes; custom data alone may be 1 MB a user (API.md §2.3). */
export const bodyLimits = {
  usual: 2 * megabyte,
  user: 2 * megabyte,
  list: 20 * megabyte,
  token: megabyte / 4
}
