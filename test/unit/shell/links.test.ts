import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { collectLinks, hasWordsBehindLink, type Links } from '../../../src/main/shell/links'

const link = (name: string): string => `tessera://find/${name}`

/** Electron's app as far as links need it. */
function collecting(...argv: string[]) {
  const app = new EventEmitter()
  const links = collectLinks(app as Parameters<typeof collectLinks>[0], argv)
  return {
    links,
    start: (...words: string[]) => void app.emit('second-instance', {}, ['/opt/tessera', ...words]),
    open: (url: string) => {
      let prevented = false
      app.emit('open-url', { preventDefault: () => (prevented = true) }, url)
      expect(prevented).toBe(true)
    }
  }
}

function heardBy({ onLink }: Links): string[] {
  const heard: string[] = []
  onLink((one) => heard.push(one))
  return heard
}

describe('links of this start', () => {
  it.each<[string[], string[]]>([
    [[], []],
    [['--practice'], []],
    [['--lang=de', link('a')], [link('a')]],
    [['--', link('a')], [link('a')]],
    [['TESSERA://FIND/a'], ['TESSERA://FIND/a']],
    // the parser says what is wrong with it
    [['tessera:unlock'], ['tessera:unlock']],
    [[link('a'), link('b')], [link('a')]],
    [[`--link=${link('a')}`, 'https://example.com', 'tesseract:x', '/tessera:x'], []]
  ])('%j', (argv, heard) => {
    expect(heardBy(collecting(...argv).links)).toEqual(heard)
  })
})

describe('links that come later', () => {
  it('are told as they come, the first of each start', () => {
    const { links, start, open } = collecting()
    const heard = heardBy(links)
    // Chromium has put switches of its own in front
    start('--allow-file-access-from-files', '--original-process-start-time=1', '/app', link('a'), link('b'))
    start('--practice')
    open(link('c'))
    expect(heard).toEqual([link('a'), link('c')])
  })

  it('wait for somebody who can follow them: the latest, and once', () => {
    const { links, start, open } = collecting(link('first'))
    open(link('second'))
    start(link('third'))
    start()
    expect(heardBy(links)).toEqual([link('third')])
    expect(heardBy(links)).toEqual([])
  })

  it('wait while the page is gone, and go to the new one alone', () => {
    const { links, start } = collecting()
    const old = heardBy(links)
    links.hold()
    start(link('a'))
    links.hold()
    const heard = heardBy(links)
    start(link('b'))
    expect(old).toEqual([])
    expect(heard).toEqual([link('a'), link('b')])
  })
})

describe('a start in which words stand behind a link', () => {
  it.each<[string[], boolean]>([
    [[], false],
    [['--practice'], false],
    [['--practice', '.', link('a')], false],
    [['--', link('a')], false],
    [[link('a'), link('b')], false],
    [[link('a'), '--practice'], true],
    [[link('a'), '--'], true],
    [[link('a'), '/gpu-launcher=calc'], true],
    [[link('a'), 'Lopez'], true],
    [[link('a'), ''], true],
    [[link('a'), link('b'), '--smoke=/tmp/x'], true],
    [['--', link('a'), '--renderer-cmd-prefix=sh'], true]
  ])('%j: %s', (argv, isSo) => {
    expect(hasWordsBehindLink(argv)).toBe(isSo)
  })
})
