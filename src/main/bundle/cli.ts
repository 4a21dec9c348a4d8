import { keygen, keygenUsage } from './cli-keygen'
import { seal, sealUsage } from './cli-seal'
import { show, showUsage } from './cli-show'
import { sign, signUsage } from './cli-sign'
import { CliProblem, type CliSurroundings, Interrupted, UsageProblem } from './cli-surroundings'
import { verify, verifyUsage } from './cli-verify'

interface Command {
  run(words: readonly string[], surroundings: CliSurroundings): Promise<number>
  usage: string
}

const commands = new Map<string, Command>([
  ['keygen', { run: keygen, usage: keygenUsage }],
  ['sign', { run: sign, usage: signUsage }],
  ['verify', { run: verify, usage: verifyUsage }],
  ['show', { run: show, usage: showUsage }],
  ['seal', { run: seal, usage: sealUsage }]
])

const usage = `tessera bundle <command>

  keygen  makes a key for signing bundles
  sign    checks a bundle and signs it
  verify  checks a bundle and its signature
  show    says what is in a bundle
  seal    puts client secrets into a bundle, encrypted to a passphrase

tessera bundle <command> --help says more.
`

/**
 * Runs `tessera bundle …`; `words` are those after `bundle`. Answers the exit code: 0 done or trusted, 1 not, 2 not understood,
 * 130 interrupted. Never throws; no secret and no passphrase is ever printed.
 */
export async function runBundleCommand(
  words: readonly string[],
  surroundings: CliSurroundings
): Promise<number> {
  const [name = '', ...rest] = words
  const command = commands.get(name)
  if (command === undefined) {
    const asked = words.some(isHelp)
    await (asked ? surroundings.out(usage) : surroundings.err(usage))
    return asked ? 0 : 2
  }
  if (rest.some(isHelp)) {
    await surroundings.out(command.usage)
    return 0
  }
  try {
    return await command.run(rest, surroundings)
  } catch (error) {
    if (error instanceof UsageProblem) {
      await surroundings.err(`${error.message}\n\n${command.usage}`)
      return 2
    }
    if (error instanceof Interrupted) return 130
    // what else failed may have anything in its message
    const told = error instanceof CliProblem ? error.message : 'This failed.'
    await surroundings.err(`${told}\n`)
    return 1
  }
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h'
