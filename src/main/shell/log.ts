const FRAMES = 8

/**
 * One line about a failure: the error's name and where it happened. Messages are left out, because what failed may have
 * put a secret or a caller's data into its message.
 */
export function describeFailure(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `${typeof thrown} was thrown`
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
  const cause = thrown.cause instanceof Error ? `, caused by ${errorName(thrown.cause)}` : ''
  return [`${errorName(thrown)}${cause}`, ...frames.slice(0, FRAMES).map((line) => line.trim())].join(' ')
}

// `name` is an ordinary property: anything could have been written into it
const errorName = (error: Error): string => (/^\w{1,60}$/.test(error.name) ? error.name : 'Error')

/** Writes one line to stderr; what would break the line is neutralised. */
export function log(line: string): void {
  console.error(`Tessera: ${printable(line)}`)
}

/** The text with control and direction characters replaced, so that a line on a terminal stays one line. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
}
