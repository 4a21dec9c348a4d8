import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english, translations } from '@zxcvbn-ts/language-en'

export interface Strength {
  /** 0 is guessed at once, 4 hardly ever */
  score: 0 | 1 | 2 | 3 | 4
  /** what makes it weak, or what would help; a sentence of the library's, nothing of the password is in it */
  advice?: string
}

// Word lists of 1.7 MB: the dialog loads this module when it opens. Longer passwords are judged by their beginning, and of signs that may
// stand for letters (4 for a, 1 for i or l) ten ways to read them are tried instead of a hundred: a moment, not a second, for odd texts.
const judge = new ZxcvbnFactory({
  dictionary: { ...common, ...english },
  graphs: adjacencyGraphs,
  translations,
  maxLength: 64,
  l33tMaxSubstitutions: 10
})

/** How hard it is to guess; `personal` is what is known of its owner and would be tried first. */
export function strengthOf(password: string, personal: string[]): Strength {
  const { score, feedback } = judge.check(password, personal)
  // it keeps what it judged last, and the engine what a pattern was last tried on (RegExp.input): not the password
  judge.check('x')
  const advice = feedback.warning ?? feedback.suggestions[0]
  return advice === undefined ? { score } : { score, advice }
}
