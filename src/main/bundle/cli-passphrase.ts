import { readPassphraseFile } from './cli-files'
import type { CliOptions } from './cli-options'
import { CliProblem, type CliSurroundings } from './cli-surroundings'

/** As in the app: what a passphrase protects may fall into anybody's hands. */
const shortest = 12
const longest = 500

/** A passphrase that is there already: from `--passphrase-file`, or asked for once. Throws a CliProblem where it can be had from neither. */
export async function knownPassphrase(
  options: CliOptions,
  { terminal }: CliSurroundings,
  question: string
): Promise<string> {
  const file = options.text('passphrase-file')
  if (file !== undefined) return readPassphraseFile(file)
  if (terminal === undefined) throw needsFile()
  return terminal.askHidden(question)
}

/** A new one: asked for twice on a terminal. */
export async function newPassphrase(
  options: CliOptions,
  { terminal }: CliSurroundings,
  what: string
): Promise<string> {
  const file = options.text('passphrase-file')
  if (file !== undefined) return longEnough(await readPassphraseFile(file))
  if (terminal === undefined) throw needsFile()
  const passphrase = longEnough(await terminal.askHidden(`${what}: `))
  if ((await terminal.askHidden('Repeat it: ')) === passphrase) return passphrase
  throw new CliProblem('The two are not the same.')
}

function longEnough(passphrase: string): string {
  if (passphrase.length < shortest)
    throw new CliProblem(`A passphrase must have at least ${shortest} characters.`)
  if (passphrase.length > longest)
    throw new CliProblem(`A passphrase may have at most ${longest} characters.`)
  return passphrase
}

const needsFile = (): CliProblem =>
  new CliProblem('There is no terminal to ask for the passphrase: use --passphrase-file.')
