import { describeError } from '../../shared/error-text'
import { toAppError } from '../../shared/errors'
import type { BundleProof } from './bundle-judge'
import type { ManagedNotices } from './managed-notices'

/** What the last look at the machine-wide bundle found. */
export type Found =
  | { state: 'none' }
  | { state: 'refused'; problem: string; proof?: BundleProof }
  | { state: 'in-force'; problem?: string | undefined; proof: BundleProof }

const words = {
  taken: 'It could not be taken over.',
  removed:
    'It was taken away, but its tenants could not be removed. Tessera tries again by itself after a minute.'
}

export const folderGone =
  'The folder that it lies in is not there. If that stays so for ten minutes, it counts as taken away, and its tenants and their client secrets are removed.'

/** What was found, and what was told of it: each problem once, until nothing is wrong any more. */
export class ManagedFindings {
  readonly #notices: ManagedNotices
  #found: Found = { state: 'none' }
  #lastProblem: string | undefined
  #toldProblem: string | undefined

  constructor(notices: ManagedNotices) {
    this.#notices = notices
  }

  get found(): Found {
    return this.#found
  }

  /** Nothing is wrong with the file any more. */
  fine(found: Found): void {
    this.#found = found
    this.#lastProblem = undefined
    this.#toldProblem = undefined
  }

  /** `isNews`: the screens have to know; `isTold`: else the next look tells it, for the file may be in the middle of being written. */
  refused(
    problem: string,
    { proof, atOnce }: { proof: BundleProof | undefined; atOnce: boolean }
  ): { isNews: boolean; isTold: boolean } {
    const before = this.#found
    const isTold = atOnce || this.#lastProblem === problem
    this.#found = { state: 'refused', problem, ...(proof !== undefined && { proof }) }
    this.#lastProblem = problem
    if (isTold) this.#tell(problem, this.#notices.refused)
    return { isNews: before.state !== 'refused' || before.problem !== problem, isTold }
  }

  /** It was good, or gone, and what follows from that failed. */
  couldNot(be: keyof typeof words, thrown: unknown): void {
    const { title, todo } = describeError(toAppError(thrown))
    const problem = `${words[be]} ${title} ${todo}`
    this.#found = { state: 'refused', problem }
    this.#lastProblem = problem
    this.#tell(problem, be === 'removed' ? this.#notices.notRemoved : this.#notices.refused)
  }

  /** The agent may have dismissed it since. */
  #tell(problem: string, notice: (problem: string) => void): void {
    if (this.#toldProblem === problem) return
    this.#toldProblem = problem
    notice(problem)
  }
}
