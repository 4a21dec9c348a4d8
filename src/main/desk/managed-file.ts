import type { PolicyFile } from '../../shared/policy'
import { checkPolicy } from '../policy/parse'
import type { PolicyStore } from '../policy/policy-store'
import { type Absence, type AbsenceWatch, watchAbsence } from '../storage/absence'
import { trustedFileAt } from '../storage/trusted-file'
import type { BundleStore } from '../tenants/bundle-store'
import { type BundleProof, refusalOf } from './bundle-judge'
import { largestBundle, proofOf, type ReadBundle, readBundle } from './bundle-room'

export interface ManagedFileOptions {
  /** where the administrator puts the bundle */
  file: string
  /** who must own the file and its folder; undefined where the system has no such owners */
  owner: number | undefined
  store: Pick<BundleStore, 'value'>
  policy: Pick<PolicyStore, 'withoutBundle'>
  /** ms on a clock that nobody sets */
  uptime: () => number
}

export type JudgedFile =
  | { state: 'none'; absence: Absence }
  /** as at the last look */
  | { state: 'same' }
  | {
      state: 'refused'
      /** a sentence */
      problem: string
      proof?: BundleProof
      /** the bundle's policy, where it is in force all the same */
      rules?: PolicyFile | undefined
    }
  | { state: 'good'; proof: BundleProof }

/**
 * The machine-wide bundle's file, judged by the policy files alone. What root put there needs no signature unless one of them demands
 * it. A demand in the agent's own file refuses the profiles, and never the policy in the bundle: nobody may get rid of the
 * organisation's rules by a rule of their own, and who may put a bundle there may put a policy there, which nobody signs.
 */
export class ManagedFile {
  readonly #options: ManagedFileOptions
  readonly #read: () => Promise<ReadBundle | 'none'>
  readonly #absence: AbsenceWatch
  #judged: { read: ReadBundle; trust: string } | undefined

  constructor(options: ManagedFileOptions) {
    this.#options = options
    this.#absence = watchAbsence(options.file, options.uptime)
    this.#read = trustedFileAt<ReadBundle>(options.file, {
      largest: largestBundle,
      owner: options.owner,
      read: readBundle,
      refuse: (problem) => ({ ok: false, problem })
    })
  }

  /** A look at a file and policy files that did not change costs next to nothing. Never fails. */
  async look(): Promise<JudgedFile> {
    const read = await this.#read()
    if (read === 'none') {
      this.forget()
      return { state: 'none', absence: await this.#absence.missed() }
    }
    this.#absence.present()
    const { policy, store } = this.#options
    const view = await policy.withoutBundle()
    const { bundles } = view.policy
    const trust = JSON.stringify([view.source, view.locked, bundles])
    if (this.#judged?.read === read && this.#judged.trust === trust) return { state: 'same' }
    this.#judged = { read, trust }
    if (!read.ok) return { state: 'refused', problem: read.problem }
    const proof = await proofOf(read, bundles, store.value().series)
    const rules = proof.bundle.policy
    const checked = rules && checkPolicy(rules)
    if (checked?.ok === false) {
      return { state: 'refused', problem: `The policy in it cannot be used. ${checked.problem}`, proof }
    }
    const problem = view.locked
      ? 'Your organisation’s policy file cannot be read, so nobody can tell whether it is allowed.'
      : refusalOf(proof, bundles)
    if (problem === undefined) return { state: 'good', proof }
    const holds = view.source !== 'managed' && proof.signature.state !== 'wrong'
    return { state: 'refused', problem, proof, ...(holds && { rules }) }
  }

  /** The next look judges anew. */
  forget(): void {
    this.#judged = undefined
  }
}
