import type { AccessCodeOutcome } from '../../../shared/credentials'
import { formatInSentence } from '../../format/time'
import type { ActionOutcome } from '../actions/outcome-words'

/** What the caller must be told of it. */
export function codeLines({ expiresAt, estimated }: AccessCodeOutcome, now: number): string[] {
  return ['It works once, in their own app.', lifeLine(expiresAt, estimated, now)]
}

function lifeLine(expiresAt: number | undefined, estimated: boolean, now: number): string {
  if (expiresAt === undefined) return 'Mosaic did not say when it runs out.'
  const end = formatInSentence(expiresAt, now)
  return estimated
    ? `It should run out ${end}: Mosaic did not say, so this is its usual life.`
    : `It runs out ${end}.`
}

/** What stays on the card after the dialog. */
export function codeOutcome(outcome: AccessCodeOutcome, now: number): ActionOutcome {
  return { done: { title: 'Access code issued.', lines: codeLines(outcome, now) }, failures: [] }
}

/** It came while nobody looked any more, so it was thrown away unseen. */
export const unseenCode: ActionOutcome = {
  doubt: {
    title: 'An access code was issued and nobody saw it.',
    todo: 'The card was closed before Mosaic answered, and the code was not kept. Issue another one.',
    lasting: true
  },
  failures: []
}
