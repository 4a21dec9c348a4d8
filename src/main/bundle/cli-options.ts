import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UsageProblem } from './cli-surroundings'

type Options = NonNullable<ParseArgsConfig['options']>

export interface CliOptions {
  /** the value of a `--name <value>`; undefined where it was not given */
  text(name: string): string | undefined
  has(name: string): boolean
  /** the one word that is no option */
  file: string
}

/** Throws a UsageProblem for what is not known, missing or given twice. Values are never repeated: one may be a secret. */
export function readOptions(words: readonly string[], options: Options, takesFile: boolean): CliOptions {
  const { values, positionals, tokens } = parsed(words, options)
  const given = new Map<string, unknown>(Object.entries(values))
  const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new UsageProblem(`--${twice} is given twice.`)
  if (takesFile && positionals[0] === undefined) throw new UsageProblem('The bundle file is missing.')
  if (positionals.length > (takesFile ? 1 : 0)) throw new UsageProblem('There is a word too many.')
  return {
    text: (name) => {
      const value = given.get(name)
      return typeof value === 'string' ? value : undefined
    },
    has: (name) => given.has(name),
    file: positionals[0] ?? ''
  }
}

function parsed(words: readonly string[], options: Options) {
  try {
    return parseArgs({
      args: [...words],
      options: { ...options, help: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
      tokens: true
    })
  } catch (error) {
    const unknown = words.find((word) => word.startsWith('-') && !isKnown(word, options))
    // no more than a name: whatever else is on the line may be a secret
    const name = /^--[a-z-]{1,40}/.exec(unknown ?? '')?.[0]
    throw new UsageProblem(
      unknown === undefined
        ? 'An option lacks its value, or has one that it does not take.'
        : `There is no option ${name ?? 'of this kind'}.`,
      { cause: error }
    )
  }
}

const isKnown = (word: string, options: Options): boolean =>
  word.startsWith('--') && word.slice(2).replace(/=.*$/s, '') in { ...options, help: {} }
