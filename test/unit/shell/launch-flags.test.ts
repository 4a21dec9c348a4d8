import { describe, expect, it } from 'vitest'
import { launchFlags, refusedSwitch, weakeningSwitch } from '../../../src/main/shell/launch-flags'

describe('flags', () => {
  it.each([
    [[], { practice: false }],
    [['--smoke'], { smoke: 'artifacts/smoke.png', practice: false }],
    [['--smoke='], { smoke: 'artifacts/smoke.png', practice: false }],
    [['--smoke=/tmp/a b.png', '--practice'], { smoke: '/tmp/a b.png', practice: true }],
    [['--smoker', '--practice-not'], { practice: false }]
  ])('%j', (argv, flags) => {
    expect(launchFlags(argv)).toEqual(flags)
  })
})

describe('switches that would let a debugger in', () => {
  it.each([
    ['--remote-debugging-port=9222', '--remote-debugging-port'],
    ['--remote-debugging-port', '--remote-debugging-port'],
    ['--remote-debugging-pipe', '--remote-debugging-pipe'],
    ['--remote-debugging-address=0.0.0.0', '--remote-debugging-address'],
    ['-remote-debugging-port=0', '-remote-debugging-port'],
    ['--remote-allow-origins=*', '--remote-allow-origins'],
    ['--inspect', '--inspect'],
    ['--inspect=0', '--inspect'],
    ['--inspect-brk=127.0.0.1:9229', '--inspect-brk'],
    ['--inspect-wait', '--inspect-wait'],
    ['--inspect-publish-uid=http', '--inspect-publish-uid'],
    ['--debug-brk', '--debug-brk'],
    ['/remote-debugging-port=9222', '/remote-debugging-port'],
    ['--Remote-Debugging-Port=9222', '--Remote-Debugging-Port'],
    ['--REMOTE-DEBUGGING-PIPE', '--REMOTE-DEBUGGING-PIPE'],
    ['--inspect=0\n', '--inspect'],
    // Chromium takes the blanks off
    [' --remote-debugging-port=0', '--remote-debugging-port'],
    ['\t--remote-debugging-pipe', '--remote-debugging-pipe'],
    ['\n\r --remote-debugging-port =0', '--remote-debugging-port'],
    ['\u00a0--remote-debugging-port', '--remote-debugging-port']
  ])('%s', (word, name) => {
    expect(refusedSwitch(['--lang=de', word], () => false)).toBe(name)
  })

  it('and no others', () => {
    expect(
      refusedSwitch(
        ['--inspector', '--lang=--inspect', 'inspect', '--disable-gpu', '--smoke=x', '/home/inspect'],
        (name) => name === 'disable-gpu'
      )
    ).toBeUndefined()
  })

  it('also one that only Chromium reads as a switch', () => {
    expect(refusedSwitch(['odd'], (name) => name === 'remote-debugging-pipe')).toBe('--remote-debugging-pipe')
  })
})

describe('switches that would unlock the window', () => {
  it.each(['no-sandbox', 'single-process', 'disable-web-security', 'renderer-cmd-prefix'])('%s', (name) => {
    expect(weakeningSwitch((asked) => asked === name)).toBe(`--${name}`)
  })

  it('and no others', () => {
    expect(
      weakeningSwitch((name) => ['disable-gpu', 'user-data-dir', 'proxy-server'].includes(name))
    ).toBeUndefined()
  })
})
