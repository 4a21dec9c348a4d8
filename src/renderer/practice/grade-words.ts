import type { Judgement } from './judge'

/** A grade as a word with a sign: no colour alone tells it. */
export const gradeWords: Record<Judgement['grade'], { sign: string; word: string }> = {
  right: { sign: '✓', word: 'Right' },
  half: { sign: '◐', word: 'Nearly' },
  wrong: { sign: '✗', word: 'Wrong' }
}
