import { z } from 'zod'
import type { BundleFile } from '../../shared/bundle'
import { plainLine } from '../../shared/plain-line'
import { readBundle, shown, writeBundle } from './cli-files'
import { readOptions } from './cli-options'
import { newPassphrase } from './cli-passphrase'
import { CliProblem, type CliSurroundings, type CliTerminal } from './cli-surroundings'
import { holdsControls, utf8Text } from './cli-text'
import type { NamedSecret } from './payload'

export const sealUsage = `tessera bundle seal <bundle.json> [--out <file>] [--passphrase-file <file>]

Puts client secrets into a bundle, encrypted to a passphrase. They are asked for
one by one. Where standard input is no terminal, it is read: one line for each,
{"tenantId": "…", "applicationId": "…", "secret": "…"}, and the passphrase comes
from a file. An older signature is removed: sign the bundle afterwards.

  --out <file>              where the bundle goes; else in the place of the old one
  --passphrase-file <file>  the first line is the passphrase; else it is asked for
`

const longestSecret = 4096
const inputLine = z.strictObject({
  tenantId: z.string(),
  applicationId: z.string(),
  secret: z.string().min(1).max(longestSecret)
})

export async function seal(words: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const text = { type: 'string' } as const
  const options = readOptions(words, { out: text, 'passphrase-file': text }, true)
  const bundle = await readBundle(options.file, surroundings)
  const { terminal } = surroundings
  if (terminal === undefined && !options.has('passphrase-file')) {
    throw new CliProblem('There is no terminal to ask for the passphrase: use --passphrase-file.')
  }
  const secrets =
    terminal === undefined
      ? secretsInLines(utf8Text(await surroundings.input(), 'Standard input'), bundle)
      : await askedSecrets(bundle, terminal)
  if (secrets.length === 0) throw new CliProblem('No client secret was given, so nothing was changed.')
  const passphrase = await newPassphrase(options, surroundings, 'Passphrase for the client secrets')
  const { signature, ...unsigned } = bundle
  const sealed = await surroundings.sealer.seal(bundle, secrets, passphrase).catch((error: unknown) => {
    throw error instanceof RangeError ? new CliProblem(error.message, { cause: error }) : error
  })
  const out = options.text('out') ?? options.file
  await writeBundle(out, { ...unsigned, secrets: sealed })
  const removed = signature === undefined ? '' : ' Its signature was removed.'
  await surroundings.out(
    `${shown(out)}: ${secrets.length} client ${secrets.length === 1 ? 'secret' : 'secrets'} sealed for serial ${bundle.serial}.${removed} Sign it now: tessera bundle sign\n`
  )
  return 0
}

async function askedSecrets({ tenants }: BundleFile, terminal: CliTerminal): Promise<NamedSecret[]> {
  const secrets: NamedSecret[] = []
  for (const { id: tenantId, label, applications } of tenants) {
    for (const { id: applicationId, name, clientId } of applications) {
      const whose = [label, name, clientId].map((part) => plainLine(part, 80)).join(', ')
      const secret = await terminal.askHidden(`Client secret of ${whose} (empty to leave it out): `)
      if (secret.length > longestSecret) throw new CliProblem('This client secret is too long.')
      if (secret !== '') secrets.push({ tenantId, applicationId, secret })
    }
  }
  return secrets
}

/** Throws a CliProblem that names the line and quotes nothing of it. */
function secretsInLines(text: string, { tenants }: BundleFile): NamedSecret[] {
  const known = new Set(
    tenants.flatMap(({ id, applications }) => applications.map((application) => `${id} ${application.id}`))
  )
  const left = new Set(known)
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return []
    const where = `Line ${index + 1} of the input`
    const secret = secretIn(line)
    if (secret === undefined)
      throw new CliProblem(`${where} is not {"tenantId": …, "applicationId": …, "secret": …}.`)
    if (holdsControls(secret.secret)) {
      throw new CliProblem(`${where} holds a secret with a line break or another control character.`)
    }
    const key = `${secret.tenantId} ${secret.applicationId}`
    if (!known.has(key)) throw new CliProblem(`${where} names no application of this bundle.`)
    if (!left.delete(key)) throw new CliProblem(`${where} names an application for the second time.`)
    return [secret]
  })
}

function secretIn(line: string): NamedSecret | undefined {
  try {
    return inputLine.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
