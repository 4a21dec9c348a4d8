import type { Steps } from './use-steps'

/** What main said of single fields of the last step. */
export function fieldProblems({ failure }: Steps): Partial<Record<string, string>> {
  return failure?.error.kind === 'invalid-input' ? failure.error.fields : {}
}
