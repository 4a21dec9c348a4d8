import { describe, expect, it } from 'vitest'
import { descriptionName, isPrerelease, parseDescription } from '../../../src/main/updates/description'
import { UpdateProblem } from '../../../src/main/updates/problem'
import { descriptionOf } from './signed-feed'

const program = Buffer.from('program')
const whole = descriptionOf({ version: '1.2.3', file: 'tessera-1.2.3.AppImage', content: program }).toString()
const parse = (text: string | Buffer) => parseDescription('latest-linux.yml', Buffer.from(text))

describe('a description', () => {
  it('is read as electron-builder writes it', () => {
    const more = 'stagingPercentage: 40\nminimumSystemVersion: 5.0.0\nreleaseNotes: hello\n'
    const info = parse(whole + more)
    expect(info).toMatchObject({ version: '1.2.3', stagingPercentage: 40, minimumSystemVersion: '5.0.0' })
    expect(info.files).toMatchObject([{ url: 'tessera-1.2.3.AppImage', size: program.length }])
    expect(info.path).toBe('tessera-1.2.3.AppImage')
  })

  it('hands on nothing that it does not know', () => {
    const more = 'packages:\n  x64:\n    path: https://elsewhere.example/a.7z\n    sha512: x\n'
    expect(parse(whole + more)).not.toHaveProperty('packages')
  })

  it.each([
    ['no version', whole.replace(/version: .*\n/, '')],
    ['a version that is none', whole.replace('1.2.3', '1.2')],
    ['a version with something before it', whole.replace('version: 1', 'version: v1')],
    ['no files', whole.replace(/files:\n(?: {2}.*\n)+/, '')],
    ['an empty list', whole.replace(/files:\n(?: {2}.*\n)+/, 'files: []\n')],
    ['no hash', whole.replace(/ {4}sha512: .*\n/, '')],
    ['another hash', whole.replace(/ {4}sha512: .*\n/, '    sha512: abc\n')],
    ['no size', whole.replace(/ {4}size: .*\n/, '')],
    ['a size below one', whole.replace(/size: \d+/, 'size: 0')],
    ['a size beyond all reason', whole.replace(/size: \d+/, 'size: 99999999999')],
    ['a percentage that is none', `${whole}stagingPercentage: 101\n`],
    ['a percentage in words', `${whole}stagingPercentage: all\n`],
    ['a member twice', `version: 1.2.4\n${whole}`],
    ['a list', '- a\n- b\n'],
    ['a text', 'hello'],
    ['nothing', ''],
    ['no YAML', '{{{'],
    ['what is not UTF-8', Buffer.concat([Buffer.from(whole), Buffer.from([0xff])])]
  ])('is refused with %s', (_, text) => {
    expect(() => parse(text)).toThrow(UpdateProblem)
    expect(() => parse(text)).toThrow('signature: latest-linux.yml is signed but cannot be read')
  })

  it.each([
    '../a.AppImage',
    'folder/a.AppImage',
    'a\\b.AppImage',
    '/etc/passwd',
    '//elsewhere.example/a.AppImage',
    'https://elsewhere.example/a.AppImage',
    '..',
    '.hidden',
    'a%2fb.AppImage',
    'a.AppImage?x=1',
    'a.AppImage#x',
    '"a b.AppImage"',
    '-a',
    '~'
  ])('is refused with a file named %s', (file) => {
    expect(() => parse(whole.replace('- url: tessera-1.2.3.AppImage', `- url: ${file}`))).toThrow('signature')
  })
})

it('is named after platform and processor', () => {
  expect(descriptionName('linux', 'x64')).toBe('latest-linux.yml')
  expect(descriptionName('linux', 'arm64')).toBe('latest-linux-arm64.yml')
  expect(descriptionName('win32', 'arm64')).toBe('latest.yml')
  expect(descriptionName('darwin', 'arm64')).toBe('latest-mac.yml')
})

it('tells a prerelease by its version', () => {
  expect(['1.2.3', '1.2.3+a-b'].filter(isPrerelease)).toEqual([])
  expect(['1.2.3-a', '1.2.3-0+b'].filter(isPrerelease)).toHaveLength(2)
})
