import fc from 'fast-check'
import { isAbsolute, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assetFor } from '../../../src/main/shell/asset-path'

describe('what the page may have', () => {
  it.each([
    ['app://tessera/', 'index.html', true],
    ['app://tessera/index.html', 'index.html', true],
    ['app://tessera/index.html?x=1#y', 'index.html', true],
    ['app://tessera/assets/index-Dx4k_X-J.js', 'assets/index-Dx4k_X-J.js', false],
    ['app://tessera/assets/index-rVUz.css', 'assets/index-rVUz.css', false],
    ['app://tessera/assets/inter-latin-wght-normal.woff2', 'assets/inter-latin-wght-normal.woff2', false],
    ['app://tessera/assets/mark.svg', 'assets/mark.svg', false]
  ])('%s is %s', (address, path, isPage) => {
    expect(assetFor(address)).toMatchObject({ path, isPage })
  })

  it.each([
    ['app://tessera/a.js', 'text/javascript; charset=utf-8'],
    ['app://tessera/a.css', 'text/css; charset=utf-8'],
    ['app://tessera/a.woff2', 'font/woff2'],
    ['app://tessera/a.svg', 'image/svg+xml; charset=utf-8'],
    ['app://tessera/a.png', 'image/png'],
    ['app://tessera/', 'text/html; charset=utf-8']
  ])('%s has the type %s', (address, type) => {
    expect(assetFor(address)?.type).toBe(type)
  })
})

describe('what it may not have', () => {
  it.each([
    ['the parent folder', 'app://tessera/../package.json'],
    ['the parent folder, in the middle', 'app://tessera/assets/../../package.json'],
    ['the parent folder of a folder that is there', 'app://tessera/assets/../index.html'],
    ['a dot segment', 'app://tessera/./index.html'],
    ['encoded dots', 'app://tessera/%2e%2e/package.json'],
    ['encoded dots, upper case', 'app://tessera/%2E%2E/package.json'],
    ['one encoded dot', 'app://tessera/.%2e/package.json'],
    ['twice encoded dots', 'app://tessera/%252e%252e/package.json'],
    ['an encoded slash', 'app://tessera/..%2fpackage.json'],
    ['an encoded slash before the root', 'app://tessera/%2fetc%2fpasswd.js'],
    ['an encoded backslash', 'app://tessera/..%5cpackage.json'],
    ['a backslash', 'app://tessera/..\\package.json'],
    ['a backslash as a separator', 'app://tessera/assets\\..\\..\\package.json'],
    ['a NUL', 'app://tessera/index.html%00.js'],
    ['a raw NUL', 'app://tessera/index.html\0.js'],
    ['a line feed', 'app://tessera/in\ndex.html'],
    ['a trailing blank', 'app://tessera/index.html '],
    ['overlong UTF-8', 'app://tessera/%c0%ae%c0%ae/package.json'],
    ['a full-width dot', 'app://tessera/．．/package.json'],
    ['an encoded letter', 'app://tessera/%69ndex.html'],
    ['a broken escape', 'app://tessera/%zz.js'],
    ['another host', 'app://other/index.html'],
    ['another host that begins as ours', 'app://tessera.example/index.html'],
    ['a sibling folder with the same prefix', 'app://tessera-evil/index.html'],
    ['no host', 'app:///index.html'],
    ['a host that is a path', 'app:tessera/index.html'],
    ['a port', 'app://tessera:80/index.html'],
    ['credentials', 'app://user:pass@tessera/index.html'],
    ['a user', 'app://user@tessera/index.html'],
    ['two slashes', 'app://tessera//index.html'],
    ['a UNC path', 'app://tessera//server/share/a.js'],
    ['a drive', 'app://tessera/C:/Windows/a.js'],
    ['an alternate stream', 'app://tessera/index.html:a.js'],
    ['a hidden file', 'app://tessera/.env.js'],
    ['a hidden folder', 'app://tessera/.git/a.js'],
    ['a home folder', 'app://tessera/~/a.js'],
    ['a folder', 'app://tessera/assets/'],
    ['no type', 'app://tessera/assets/LICENSE'],
    ['a type that is not ours', 'app://tessera/main.cjs'],
    ['a source map', 'app://tessera/assets/index.js.map'],
    ['another page', 'app://tessera/assets/other.html'],
    ['a type in capitals', 'app://tessera/index.HTML'],
    ['a trailing dot', 'app://tessera/index.html.'],
    ['a very long path', `app://tessera/${'a/'.repeat(5_000)}a.js`],
    ['another scheme', 'file:///etc/passwd.js'],
    ['https', 'https://tessera/index.html'],
    ['nothing', ''],
    ['no address at all', 'index.html']
  ])('%s', (_what, address) => {
    expect(assetFor(address)).toBeUndefined()
  })

  it('leaves the folder for no address whatsoever', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e',
        '%2e%2e',
        '%2f',
        '%5c',
        '\\',
        '/',
        '//',
        '%00',
        '\0',
        ':',
        '~',
        'a.js',
        'assets'
      ),
      fc.string({ unit: 'binary', maxLength: 6 })
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.constantFrom('', '.js', '/x.css', '.html'),
        (pieces, end) => {
          const asset = assetFor(`app://tessera/${pieces.join('')}${end}`)
          if (asset === undefined) return
          const inside = relative('/root', join('/root', asset.path))
          expect(inside.startsWith('..') || isAbsolute(inside)).toBe(false)
          expect(asset.path).toMatch(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/)
        }
      ),
      { numRuns: 2_000 }
    )
  })
})
