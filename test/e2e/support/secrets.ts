import type { Tessera } from '../app'
import type { Gateway } from './gateway'
import type { KeychainDesk } from './keychain'
import { filesHolding } from './scan'

export interface Secrets {
  /** the client secret first */
  all: string[]
  tokens: string[]
  passwords: string[]
}

/** What went over the wire and must stay nowhere else. */
export function secretsPassed({ passed }: Gateway, clientSecret: string): Secrets {
  const tokens = [
    ...new Set(passed.flatMap(({ authorization }) => authorization?.replace('Bearer ', '') ?? []))
  ]
  const passwords = passed
    .filter(({ path }) => path.endsWith('/password'))
    .map(({ body }) => (JSON.parse(body) as { password: string }).password)
  return { all: [clientSecret, ...tokens, ...passwords], tokens, passwords }
}

/** All that the app printed, and its page's console. */
export const outputOf = (tessera: Tessera): Buffer =>
  Buffer.from([tessera.stdout(), tessera.stderr(), ...tessera.pageConsole()].join('\n'))

/** The files with one of the texts in the app's own folder, and those in the home of its user. */
export const filesWith = ({ userData, keyring }: KeychainDesk, texts: string[]): Promise<string[][]> =>
  Promise.all([filesHolding(userData, texts), filesHolding(keyring.env['HOME'] ?? '', texts)])
