import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { put } from './scratch'

/**
 * Debian's own judge of a signed package, with a policy that asks for this key.
 * @param folder for what it needs
 * @param key armoured
 * @returns whether it takes a file
 */
export function debsigVerifier(folder: string, key: string): (file: string) => boolean {
  const [policy, home] = [join(folder, 'policy'), join(folder, 'home')]
  mkdirSync(home, { mode: 0o700 })
  const gpg = (...args: string[]) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', ...args], { input: key, encoding: 'utf8' })
  gpg('--import')
  const id = /^fpr:+(?:[0-9A-F]{24})([0-9A-F]{16}):/m.exec(gpg('--with-colons', '--list-keys'))?.[1] ?? ''
  put(join(policy, 'keyrings', id, 'key.gpg'), execFileSync('gpg', ['--homedir', home, '--export']))
  execFileSync('gpgconf', ['--homedir', home, '--kill', 'all'])
  const rule = `<Required Type="origin" File="key.gpg" id="${id}"/>`
  put(
    join(policy, 'policies', id, 'tessera.pol'),
    `<?xml version="1.0"?><Policy xmlns="https://www.debian.org/debsig/1.0/"><Origin Name="T" id="${id}" Description="T"/>` +
      `<Selection>${rule}</Selection><Verification MinOptional="0">${rule}</Verification></Policy>`
  )
  const folders = ['--policies-dir', join(policy, 'policies'), '--keyrings-dir', join(policy, 'keyrings')]
  return (file) => spawnSync('debsig-verify', [...folders, file]).status === 0
}
