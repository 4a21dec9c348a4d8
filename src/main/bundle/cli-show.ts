import type { BundleFile, BundleTenant } from '../../shared/bundle'
import { plainLine } from '../../shared/plain-line'
import { readBundle } from './cli-files'
import { readOptions } from './cli-options'
import type { CliSurroundings } from './cli-surroundings'
import { bundleDigest } from './digest'

export const showUsage = `tessera bundle show <bundle.json>

Says what is in a bundle. It does not say whether to trust it: see verify.
`

export async function show(words: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const { file } = readOptions(words, {}, true)
  await surroundings.out(summary(await readBundle(file, surroundings)))
  return 0
}

/** The bundle in lines for a terminal: nothing in it can move the cursor, change colours or reorder a line. */
function summary(bundle: BundleFile): string {
  const { signature, policy, defaults, secrets, tenants } = bundle
  const head: [string, string][] = [
    ['Bundle', `${bundle.bundleId}, serial ${bundle.serial}`],
    ['Made by', `${quoted(bundle.issuer)}, ${bundle.createdAt}`],
    ['Signature', signature === undefined ? 'none' : `by key ${signature.keyId}, not checked here`],
    ['Digest', bundleDigest(bundle)],
    ['Policy', policy === undefined ? 'no' : listed('yes', Object.keys(policy))],
    ['Defaults', defaults === undefined ? 'no' : listed('yes', Object.keys(defaults))],
    ['Secrets', secrets === undefined ? 'none' : `${secrets.count}, encrypted to a passphrase`],
    ['Tenants', String(tenants.length)]
  ]
  const lines = head.map(([name, value]) => `${name.padEnd(11)}${value}`)
  return `${[...lines, ...tenants.flatMap(tenantLines)].join('\n')}\n`
}

function tenantLines({ id, label, environment, apiHost, applications }: BundleTenant): string[] {
  return [
    '',
    `${quoted(label)} (${id}), ${environment}`,
    `  ${plainLine(apiHost, 300)}`,
    ...applications.map(
      (application) =>
        `  ${application.id}: ${quoted(application.name)}, client ${plainLine(application.clientId, 300)}`
    )
  ]
}

function listed(word: string, names: readonly string[]): string {
  const shown = names.filter((name) => !['$schema', 'version'].includes(name))
  return shown.length === 0 ? word : `${word}: ${shown.join(', ')}`
}

const quoted = (text: string): string => `“${plainLine(text, 80)}”`
