import { codeOf } from '../storage/not-saved'
import { shown } from './cli-files'
import { readOptions } from './cli-options'
import { newPassphrase } from './cli-passphrase'
import { CliProblem, type CliSurroundings, UsageProblem } from './cli-surroundings'
import { makeSigningKey, privateKeyPem, writePrivateKey } from './private-key'

export const keygenUsage = `tessera bundle keygen --out <file> [--passphrase-file <file> | --no-passphrase]

Makes a key for signing bundles. The private key goes into a new file that only
you may read; the public key is printed for the policy of each machine.

  --out <file>              where the private key goes; must not exist
  --passphrase-file <file>  the first line is the passphrase; else it is asked for
  --no-passphrase           leaves the private key unencrypted
`

export async function keygen(words: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const text = { type: 'string' } as const
  const options = readOptions(
    words,
    { out: text, 'passphrase-file': text, 'no-passphrase': { type: 'boolean' } },
    false
  )
  const out = options.text('out')
  const bare = options.has('no-passphrase')
  if (out === undefined) throw new UsageProblem('--out is missing.')
  if (bare && options.has('passphrase-file'))
    throw new UsageProblem('--passphrase-file and --no-passphrase exclude each other.')
  const passphrase = bare
    ? undefined
    : await newPassphrase(options, surroundings, 'Passphrase for the private key')
  const { privateKey, publicKey, keyId } = makeSigningKey()
  try {
    await writePrivateKey(out, privateKeyPem(privateKey, passphrase))
  } catch (error) {
    const why =
      codeOf(error) === 'EEXIST'
        ? 'is there already: a key is never overwritten'
        : `could not be written (${codeOf(error)})`
    throw new CliProblem(`${shown(out)} ${why}.`, { cause: error })
  }
  const policy = {
    bundles: { trustedKeys: [{ name: 'Whose key it is', publicKey }], requireSignature: true }
  }
  await surroundings.out(`Private key  ${shown(out)}: keep it where nobody else can read it
Public key   ${publicKey}
Key ID       ${keyId}

For the policy of each machine:

${JSON.stringify(policy, null, 2).split('\n').slice(1, -1).join('\n')}
`)
  return 0
}
