import type { KeyObject } from 'node:crypto'
import { type BundleFile, bundleFile } from '../../shared/bundle'
import { readBundle, readSmallFile, shown, writeBundle } from './cli-files'
import { type CliOptions, readOptions } from './cli-options'
import { knownPassphrase } from './cli-passphrase'
import { CliProblem, type CliSurroundings, UsageProblem } from './cli-surroundings'
import { readPrivateKey } from './private-key'
import { signBundle } from './signature'

export const signUsage = `tessera bundle sign <bundle.json> --key <file> [--out <file>]
                    [--serial <number> | --next-serial] [--passphrase-file <file>]

Checks a bundle and signs it. An older signature is replaced.

  --key <file>              the private key, as keygen made it
  --out <file>              where the signed bundle goes; else in the place of the old one
  --serial <number>         gives the bundle this serial number first, and the time of now
  --next-serial             the same with the number after its own
  --passphrase-file <file>  the first line is the key’s passphrase; else it is asked for
`

export async function sign(words: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const text = { type: 'string' } as const
  const options = readOptions(
    words,
    { key: text, out: text, serial: text, 'next-serial': { type: 'boolean' }, 'passphrase-file': text },
    true
  )
  const keyFile = options.text('key')
  if (keyFile === undefined) throw new UsageProblem('--key is missing.')
  const serial = serialAsked(options)
  const bundle = renumbered(
    await readBundle(options.file, surroundings),
    serial,
    surroundings.now().toISOString()
  )
  const signed = signBundle(bundle, await privateKeyIn(keyFile, options, surroundings))
  const out = options.text('out') ?? options.file
  await writeBundle(out, signed)
  await surroundings.out(
    `${shown(out)}: serial ${signed.serial}, signed with key ${signed.signature?.keyId ?? ''}\n`
  )
  return 0
}

function serialAsked(options: CliOptions): number | 'next' | undefined {
  const serial = options.text('serial')
  if (serial === undefined) return options.has('next-serial') ? 'next' : undefined
  if (options.has('next-serial')) throw new UsageProblem('--serial and --next-serial exclude each other.')
  if (/^[0-9]{1,16}$/.test(serial) && bundleFile.shape.serial.safeParse(Number(serial)).success)
    return Number(serial)
  throw new UsageProblem('--serial must be a whole number, 1 or greater.')
}

/** Another number makes another bundle. Its secrets stay bound to the old number, and nobody could open them any more. */
function renumbered(bundle: BundleFile, asked: number | 'next' | undefined, createdAt: string): BundleFile {
  const serial = asked === 'next' ? bundle.serial + 1 : (asked ?? bundle.serial)
  if (serial === bundle.serial) return bundle
  if (!Number.isSafeInteger(serial)) throw new CliProblem('There is no greater serial number.')
  if (bundle.secrets !== undefined) {
    throw new CliProblem(
      `The client secrets in it are sealed for serial ${bundle.serial}: change “serial” in the file, seal them again, and sign without another number.`
    )
  }
  return { ...bundle, serial, createdAt }
}

async function privateKeyIn(
  file: string,
  options: CliOptions,
  surroundings: CliSurroundings
): Promise<KeyObject> {
  const pem = Buffer.from(await readSmallFile(file)).toString('utf8')
  const open = readPrivateKey(pem)
  if (open.ok) return open.privateKey
  if (open.why !== 'locked') throw new CliProblem(`${shown(file)} is no Ed25519 private key in PEM.`)
  const passphrase = await knownPassphrase(options, surroundings, `Passphrase of ${shown(file)}: `)
  const read = readPrivateKey(pem, passphrase)
  if (read.ok) return read.privateKey
  throw new CliProblem(
    read.why === 'no-key'
      ? `${shown(file)} is no Ed25519 private key in PEM.`
      : 'The passphrase is wrong, or the key file is damaged.'
  )
}
