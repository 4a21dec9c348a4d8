import { createPackage } from '@electron/asar'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { releaseFuses } from '../../../build/fuses'
import { put } from './scratch'

/** What a made-up app says of itself, and what a test changes of it. */
export interface Inside {
  name: string
  version: string
  tessera: { flavour: string; updates?: { url: string; keys: readonly string[] } }
}

/** By which Electron's fuses are found in a binary; their version and number follow, then a digit for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** A folder that looks like an unpacked app to whoever looks at what is checked of it; a few hundred bytes. */
export async function makeApp(
  folder: string,
  inside: Inside,
  fuses: Record<number, boolean> = releaseFuses
): Promise<void> {
  const sources = `${folder}.sources`
  put(join(sources, 'package.json'), JSON.stringify(inside))
  mkdirSync(join(folder, 'resources'), { recursive: true })
  await createPackage(sources, join(folder, 'resources', 'app.asar'))
  const digits = Object.values(fuses).map((on) => (on ? '1' : '0'))
  const wire = Buffer.from(`${SENTINEL}\u0001${String.fromCodePoint(digits.length)}${digits.join('')}`)
  put(join(folder, 'tessera'), wire)
}

export function makeArchive(file: string, app: string): void {
  mkdirSync(dirname(file), { recursive: true })
  execFileSync('tar', ['-czf', file, '-C', dirname(app), app.slice(dirname(app).length + 1)])
}

/** @param work a folder for what is needed on the way */
export function makeDeb(
  file: string,
  work: string,
  what: { app: string; name: string; version: string }
): void {
  const { app, name, version } = what
  put(
    join(work, 'DEBIAN', 'control'),
    `Package: ${name}\nVersion: ${version}\nArchitecture: amd64\nMaintainer: T <t@tessera.test>\nDescription: nothing\n`
  )
  cpSync(app, join(work, 'opt', 'Tessera'), { recursive: true })
  mkdirSync(dirname(file), { recursive: true })
  execFileSync('dpkg-deb', ['--build', '-Zxz', '--root-owner-group', work, file], { stdio: 'ignore' })
}

/** @param work a folder for what is needed on the way */
export function makeRpm(
  file: string,
  work: string,
  what: { app: string; name: string; version: string }
): void {
  const { app, name, version } = what
  const spec = join(work, 'tessera.spec')
  put(
    spec,
    `Name: ${name}\nVersion: ${version}\nRelease: 1\nSummary: nothing\nLicense: none\nBuildArch: noarch\n%description\nnothing\n` +
      `%install\nmkdir -p %{buildroot}/opt\ncp -a ${app} %{buildroot}/opt/Tessera\n%files\n/opt/Tessera\n`
  )
  execFileSync('rpmbuild', ['-bb', '--quiet', '--define', `_topdir ${work}`, spec], { stdio: 'ignore' })
  cpSync(join(work, 'RPMS', 'noarch', `${name}-${version}-1.noarch.rpm`), file)
}
