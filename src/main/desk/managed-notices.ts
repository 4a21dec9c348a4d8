import { counted } from '../../shared/count'
import { plainLine } from '../../shared/plain-line'
import { orphansLeft } from './bundle-words'

/** What is told of the machine-wide bundle without anybody asking. */
export interface ManagedNotices {
  refused(problem: string): void
  odd(problem: string): void
  waiting(secrets: number): void
  secretsLeft(): void
}

/** `tell` says the same words only once; `file` is where the bundle lies. */
export function managedNotices(tell: (title: string, message: string) => void, file: string): ManagedNotices {
  const sentence = (words: string) => plainLine(`${plainLine(file, 200)}: ${words}`, 1_000)
  return {
    refused: (problem) =>
      tell(
        'Your organisation’s bundle is refused',
        sentence(`${problem} What the last good one brought stays.`)
      ),
    odd: (problem) => tell('Your organisation’s bundle is in force, but odd', sentence(problem)),
    waiting: (secrets) =>
      tell(
        'Client secrets wait for their passphrase',
        `Your organisation’s bundle brought ${counted(secrets, 'client secret')}. Enter its passphrase in Settings to store ${secrets === 1 ? 'it' : 'them'}.`
      ),
    secretsLeft: () => tell('Old client secrets are still in the keychain', orphansLeft)
  }
}
