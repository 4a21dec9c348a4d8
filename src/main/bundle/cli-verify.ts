import type { SignatureState } from '../../shared/bundle-view'
import { plainLine } from '../../shared/plain-line'
import { readBundle, readSmallFile, shown } from './cli-files'
import { type CliOptions, readOptions } from './cli-options'
import { CliProblem, type CliSurroundings, UsageProblem } from './cli-surroundings'
import { readPublicKey, type TrustedKey, verifyBundle } from './signature'

export const verifyUsage = `tessera bundle verify <bundle.json> (--public-key <base64> | --policy <policy.json>)

Checks a bundle and its signature. The exit code is 0 only where a key that you
trust signed exactly this bundle.

  --public-key <base64>   the key that you trust
  --policy <policy.json>  the keys that this policy trusts
`

export async function verify(words: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const text = { type: 'string' } as const
  const options = readOptions(words, { 'public-key': text, policy: text }, true)
  const keys = await trustedKeys(options, surroundings)
  const state = verifyBundle(await readBundle(options.file, surroundings), keys)
  if (state.state === 'trusted') {
    const name = state.keyName === '' ? '' : ` of “${plainLine(state.keyName, 80)}”`
    await surroundings.out(`Trusted: signed with key ${state.keyId}${name}.\n`)
    return 0
  }
  await surroundings.err(`Not trusted: ${whyNot(state)}.\n`)
  return 1
}

async function trustedKeys(
  options: CliOptions,
  { readPolicy }: CliSurroundings
): Promise<readonly TrustedKey[]> {
  const publicKey = options.text('public-key')
  const file = options.text('policy')
  if ((publicKey === undefined) === (file === undefined))
    throw new UsageProblem('Give either --public-key or --policy.')
  if (publicKey !== undefined) {
    if (readPublicKey(publicKey) === undefined)
      throw new UsageProblem('--public-key must be the 44 characters of base64 that keygen prints.')
    return [{ name: '', publicKey }]
  }
  const policy = readPolicy(await readSmallFile(file ?? ''))
  if (!policy.ok) throw new CliProblem(`${shown(file ?? '')}: ${policy.problem}`)
  if (policy.trustedKeys.length === 0) throw new CliProblem(`${shown(file ?? '')} trusts no key.`)
  return policy.trustedKeys
}

function whyNot(state: Exclude<SignatureState, { state: 'trusted' }>): string {
  switch (state.state) {
    case 'none':
      return 'it is not signed'
    case 'unknown-key':
      return `it names key ${state.keyId}, which is none of those that you trust`
    case 'wrong':
      return `it is not what key ${state.keyId} signed`
  }
}
