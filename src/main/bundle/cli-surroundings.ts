import type { BundleFile } from '../../shared/bundle'
import type { Sealer } from './seal'
import type { TrustedKey } from './signature'

/** What the commands need of the process they run in. */
export interface CliSurroundings {
  /** results, one text with its own line breaks; resolves once it was handed over */
  out(text: string): Promise<void>
  /** problems and remarks */
  err(text: string): Promise<void>
  /** undefined where standard input is no terminal */
  terminal: CliTerminal | undefined
  /** all of standard input */
  input(): Promise<Uint8Array>
  sealer: Sealer
  now(): Date
  /** the keys that a policy file trusts */
  readPolicy(
    bytes: Uint8Array
  ): { ok: true; trustedKeys: readonly TrustedKey[] } | { ok: false; problem: string }
  /** what is wrong with a policy beyond its schema, as a sentence */
  policyFault(policy: NonNullable<BundleFile['policy']>): string | undefined
}

export interface CliTerminal {
  /** Asks for something that nobody may read over a shoulder: it is not shown while it is typed. Throws `Interrupted`. */
  askHidden(question: string): Promise<string>
}

/** Ctrl-C at a question. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

/** The command was not understood: its usage is shown, too. */
export class UsageProblem extends Error {
  override name = 'UsageProblem'
}

/** The command was understood and cannot be done: one sentence or two, for people. */
export class CliProblem extends Error {
  override name = 'CliProblem'
}
