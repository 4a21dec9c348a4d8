import { createPackageWithOptions } from '@electron/asar'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkContents, contentsOf } from '../../../scripts/dist/contents.mjs'
import { scratch } from './scratch'

/** An unpacked app with one packed and one unpacked module, and what its system has besides. */
async function unpackedApp(
  folder = '',
  besides: Record<string, string> = { tessera: '', 'locales/en-US.pak': '' }
) {
  const files = {
    'package.json': '{}',
    'out/third-party.json': JSON.stringify([{ name: 'zod' }]),
    'out/main/index.js': '',
    'out/main/chunks/main-BW0Vu_-1.js': '',
    'out/main/chunks/other-Cx9-dd3a.js': '',
    'out/renderer/assets/inter-latin-wght-normal-Dx4kXJAl.woff2': '',
    'node_modules/keytar/keytar.node': ''
  }
  const source = scratch(files)
  const app = scratch(besides)
  const resources = join(app, folder === '' ? 'resources' : folder)
  await createPackageWithOptions(source, join(resources, 'app.asar'), { unpack: '*.node' })
  return app
}

const usual = [
  'locales/en-US.pak',
  'resources/app.asar',
  'resources/app.asar.unpacked/node_modules/keytar/keytar.node',
  'resources/app.asar/out/main/chunks/*.js',
  'resources/app.asar/out/main/index.js',
  'resources/app.asar/out/renderer/assets/inter-latin-wght-normal-*.woff2',
  'resources/app.asar/out/third-party.json',
  'resources/app.asar/package.json',
  'resources/app.asar: zod',
  'tessera'
]

describe('what is in a package', () => {
  it('is each file once, chunks as one, and each package in them', async () => {
    expect(contentsOf(await unpackedApp())).toEqual(usual)
  })

  it('is told alike on macOS, where it lies inside of the app', async () => {
    const inside = 'Tessera.app/Contents/Resources'
    const folder = await unpackedApp(inside, {
      'Tessera.app/Contents/MacOS/Tessera': '',
      'Tessera.app/Contents/Frameworks/Tessera Helper (GPU).app/Contents/MacOS/Tessera Helper (GPU)': '',
      'Tessera.app/Contents/Resources/icon.icns': ''
    })
    const contents = contentsOf(folder, join(folder, inside))
    const ours = (lines: string[]) => lines.filter((line) => line.startsWith('resources/'))
    expect(ours(contents)).toEqual(ours([...usual, 'resources/icon.icns']).toSorted())
    const project = scratch()
    const check = (lines: string[], update = false) =>
      checkContents({ contents: lines, electron: { version: '45.4.1' }, update, project })
    check(contents, true)
    // the list of the app is the same on every system, and that of Electron's files in both flavours
    check([...usual], true)
    expect(readFileSync(join(project, 'build/contents/app.txt'), 'utf8')).not.toContain('icon.icns')
    check(contents, true)
    const test = contents.map((line) => line.replaceAll('Tessera', 'Tessera Test'))
    expect(test).not.toEqual(contents)
    expect(check(test)).toBeUndefined()
    expect(check(contents.filter((line) => !line.includes('Helper')))).toContain('<product> Helper (GPU)')
  })

  it('is what it was in a checkout with the line ends of Windows', () => {
    const lines = usual.filter((line) => line.startsWith('resources/'))
    const project = scratch({ 'build/contents/app.txt': lines.map((line) => `${line}\r\n`).join('') })
    const contents = [...lines, 'resources/elevate.exe']
    expect(checkContents({ contents, electron: { version: '45.4.1' }, project })).toBeUndefined()
  })

  it('differs where a file came or went', async () => {
    const project = scratch()
    const electron = { version: '45.4.1' }
    const check = (contents: string[], update = false) =>
      checkContents({ contents, electron, update, project })
    expect(check(usual)).toContain('npm run dist -- --update-contents')
    expect(check(usual, true)).toBeUndefined()
    expect(check(usual)).toBeUndefined()
    const source = 'resources/app.asar/src/main/main.ts'
    expect(check([...usual, source])).toContain(`+ ${source}`)
    expect(check(usual.filter((line) => line !== 'locales/en-US.pak'))).toContain('- locales/en-US.pak')
    // what one kind of package has more, and the other name of the program, are no difference
    const test = usual.map((line) => (line === 'tessera' ? 'tessera-test' : line))
    expect(check([...test, 'resources/package-type'])).toBeUndefined()
  })

  it('is stored for the app and for the Electron that is packed, each on its own', async () => {
    const project = scratch()
    checkContents({ contents: usual, electron: { version: '45.4.1' }, update: true, project })
    const stored = (name: string) => readFileSync(join(project, 'build/contents', `${name}.txt`), 'utf8')
    expect(stored('app')).toContain('resources/app.asar: zod\n')
    expect(stored(`electron-45-${process.platform}`)).toBe('locales/en-US.pak\n<executable>\n')
    const other = {
      contents: usual.filter((line) => line !== 'tessera'),
      electron: { version: '46.0.0' },
      project
    }
    expect(checkContents(other)).toBeUndefined()
  })
})
