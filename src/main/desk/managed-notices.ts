import { counted } from '../../shared/count'
import { plainLine } from '../../shared/plain-line'
import type { Left } from './bundle-leave'
import { orphansLeft } from './bundle-words'

/** What is told of the machine-wide bundle without anybody asking. */
export interface ManagedNotices {
  refused(problem: string): void
  /** the file was taken away, and what it brought could not be */
  notRemoved(problem: string): void
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
    notRemoved: (problem) =>
      tell('Your organisation’s bundle could not be removed', plainLine(problem, 1_000)),
    odd: (problem) => tell('Your organisation’s bundle is in force, but odd', sentence(problem)),
    waiting: (secrets) =>
      tell(
        'Client secrets wait for their passphrase',
        `Your organisation’s bundle brought ${counted(secrets, 'client secret')}. Enter its passphrase in Settings to store ${secrets === 1 ? 'it' : 'them'}.`
      ),
    secretsLeft: () => tell('Old client secrets are still in the keychain', orphansLeft)
  }
}

/** What an agent must know who was in the tenant: nobody asked them. */
export function tellLeft(
  tell: (title: string, message: string) => void,
  { before, after, what }: Left
): void {
  if (what !== 'tenant') return
  const label = plainLine(before.label, 80)
  if (after === undefined) {
    return tell(
      'Your organisation’s bundle removed the open tenant',
      `“${label}” is not there any more. What was open in it was closed, and the practice tenant is open now.`
    )
  }
  tell(
    'Your organisation’s bundle changed the open tenant',
    `“${label}” has another host, client or redirect URI now. What was open in it was read anew, and the call began anew.`
  )
}
