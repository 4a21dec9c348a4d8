import { open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BundleFile } from '../../shared/bundle'
import { plainLine } from '../../shared/plain-line'
import { writeAtomically } from '../storage/atomic-write'
import { codeOf } from '../storage/not-saved'
import { CliProblem, type CliSurroundings } from './cli-surroundings'
import { holdsControls, utf8Text } from './cli-text'
import { formatBundle, largestBundle, parseBundle } from './parse'

/** Enough for any key, passphrase or policy. */
const largestSmallFile = 1024 * 1024

/** A bundle as it is on the disk, checked. Throws a CliProblem. */
export async function readBundle(path: string, { policyFault }: CliSurroundings): Promise<BundleFile> {
  const found = parseBundle(await readUpTo(path, largestBundle))
  if (!found.ok) throw new CliProblem(`${shown(path)}: ${found.problem}`)
  const { policy } = found.bundle
  const fault = policy && policyFault(policy)
  if (fault !== undefined) throw new CliProblem(`${shown(path)}: its policy cannot be used. ${fault}`)
  return found.bundle
}

/** Who may read the old file may read the new one. Throws a CliProblem, and then the old file stands as it was. */
export async function writeBundle(path: string, bundle: BundleFile): Promise<void> {
  try {
    const before = await stat(path).catch(() => undefined)
    await writeAtomically(path, formatBundle(bundle), before && before.mode & 0o777)
  } catch (error) {
    throw new CliProblem(`${shown(path)} could not be written (${codeOf(error)}).`, { cause: error })
  }
}

/** Throws a CliProblem. */
export const readSmallFile = (path: string): Promise<Uint8Array> => readUpTo(path, largestSmallFile)

/** The first line of a file. Throws a CliProblem. */
export async function readPassphraseFile(path: string): Promise<string> {
  const text = utf8Text(await readSmallFile(path), shown(path))
  const [line = ''] = text.split(/\r\n?|\n/)
  if (line === '') throw new CliProblem(`${shown(path)} holds no passphrase in its first line.`)
  if (holdsControls(line)) {
    throw new CliProblem(
      `The first line of ${shown(path)} holds a tab or another control character, which nobody can type as a passphrase: take it out.`
    )
  }
  return line
}

/** A file's name as part of a line on a terminal. */
export const shown = (path: string): string => plainLine(basename(path), 100)

async function readUpTo(path: string, most: number): Promise<Uint8Array> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size > most) throw new CliProblem(`${shown(path)} is too large.`)
      return await readFile(file)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof CliProblem) throw error
    throw new CliProblem(`${shown(path)} cannot be read (${codeOf(error)}).`, { cause: error })
  }
}
