import type { TrackedCredential } from '../../shared/credentials'
import { describeError } from '../../shared/error-text'
import { formatInSentence } from '../format/time'

export interface StateWords {
  tone: 'good' | 'warning' | 'plain'
  sign: string
  word: string
  /** why it is not known */
  why?: string
}

/** How a credential stands, as a word with a sign; one that ran out since the last reading is told as run out. */
export function stateWords({ state, expiresAt, error }: TrackedCredential, now: number): StateWords {
  const isOver = expiresAt !== undefined && expiresAt <= now
  switch (state) {
    case 'waiting':
      if (isOver) return runOut
      return {
        tone: 'warning',
        sign: '○',
        word: expiresAt === undefined ? 'waiting' : `waiting until ${formatInSentence(expiresAt, now)}`
      }
    case 'used':
      return { tone: 'good', sign: '✓', word: 'used' }
    case 'run-out':
      return runOut
    case 'replaced':
      return { tone: 'plain', sign: '↻', word: 'replaced' }
    case 'unknown':
      return {
        tone: 'warning',
        sign: '?',
        word: 'not known',
        why: error === undefined ? 'Mosaic does not say.' : describeError(error, undefined, now).title
      }
  }
}

const runOut: StateWords = { tone: 'plain', sign: '■', word: 'run out' }
