import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UUID } from 'builder-util-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildStub, registryName, trusting } from '../../../scripts/dist/windows-stub.mjs'
import { createAuthority } from '../../../scripts/dist/windows-stub-authority.mjs'
import { authenticodeProblem } from '../../../scripts/release/authenticode.mjs'
import { hasPackagingTools } from '../../../scripts/setup/packaging-tools.mjs'

it('the registry keys have the names that electron-builder gives them', () => {
  const space = UUID.parse('50e065bc-3134-11e6-9bab-38c9862bdaf3')
  for (const id of ['app.tessera.desktop', 'app.tessera.desktop.test']) {
    expect(registryName(id)).toBe(UUID.v5(id, space))
  }
})

// Debian's nsis and osslsigncode, and a throw-away authority
describe.runIf(process.platform === 'linux' && hasPackagingTools())('a signed installer for Windows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-stub-'))
  let built: Awaited<ReturnType<typeof buildStub>>
  let env: NodeJS.ProcessEnv

  beforeAll(async () => {
    const authority = createAuthority(folder)
    built = await buildStub({ folder, authority, version: '1.2.3' })
    env = trusting(authority)
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const copy = (file: string, name: string) => {
    const other = join(folder, name)
    copyFileSync(file, other)
    return other
  }
  const flipped = (file: string, at: number) => {
    const other = copy(file, 'flipped.exe')
    const bytes = readFileSync(other)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(other, bytes)
    return other
  }

  it('is signed and stamped: the installer, the uninstaller within it, and the program', () => {
    for (const file of [built.installer, built.uninstaller, built.payload]) {
      expect(authenticodeProblem(file, env)).toBeUndefined()
    }
    const roots = readFileSync(join(folder, 'root.pem'), 'utf8')
    expect(authenticodeProblem(built.installer, { ...env, TESSERA_WINDOWS_ROOTS: roots })).toBeUndefined()
    const listed = execFileSync('7z', ['l', built.installer], { encoding: 'utf8' })
    expect(listed).toContain('Uninstall Tessera.exe')
  })

  it.each<[string, () => string, NodeJS.ProcessEnv, string]>([
    ['a changed byte', () => flipped(built.installer, 90_000), {}, 'has a signature that is not good'],
    [
      'a changed byte of the uninstaller',
      () => flipped(built.uninstaller, 30_000),
      {},
      'has a signature that is not good'
    ],
    [
      'no signature',
      () => {
        const file = join(folder, 'unsigned.exe')
        execFileSync('osslsigncode', ['remove-signature', '-in', built.installer, '-out', file], {
          stdio: 'ignore'
        })
        return file
      },
      {},
      'is not signed'
    ],
    [
      'no time stamp',
      () => {
        const file = join(folder, 'unstamped.exe')
        const keys = ['-certs', join(folder, 'code.pem'), '-key', join(folder, 'code.key')]
        execFileSync(
          'osslsigncode',
          ['sign', ...keys, '-h', 'sha256', '-in', built.installer, '-out', file],
          {
            stdio: 'ignore'
          }
        )
        return file
      },
      {},
      'has no good time stamp'
    ],
    [
      'another publisher',
      () => built.installer,
      { TESSERA_WINDOWS_PUBLISHER: 'Tessera' },
      'is signed by somebody else'
    ],
    [
      'a root that is not trusted',
      () => built.installer,
      { TESSERA_WINDOWS_ROOTS: undefined },
      'roots are not trusted'
    ],
    ['no publisher to compare with', () => built.installer, { TESSERA_WINDOWS_PUBLISHER: '' }, 'is not set']
  ])('is refused: %s', (_name, file, change, problem) => {
    expect(authenticodeProblem(file(), { ...env, ...change })).toContain(problem)
  })
})
