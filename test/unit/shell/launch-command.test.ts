import fc from 'fast-check'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { launchCommand, type LaunchCommand } from '../../../src/main/shell/launch-command'

const help: LaunchCommand = { kind: 'help' }
const version: LaunchCommand = { kind: 'version' }
const bundle = (...words: string[]): LaunchCommand => ({ kind: 'bundle', words: ['bundle', ...words] })

describe('the command line instead of the window', () => {
  it.each<[string[], LaunchCommand]>([
    [['bundle', 'show', 'a.json'], bundle('show', 'a.json')],
    [
      ['--no-sandbox', '--ozone-platform=headless', 'bundle', 'sign', '--key', 'k'],
      bundle('sign', '--key', 'k')
    ],
    [['bundle'], bundle()],
    // help and version of the bundle commands are theirs, and so are their slips and their addresses
    [['bundle', 'show', '--help'], bundle('show', '--help')],
    [['bundle', 'show', '--versoin'], bundle('show', '--versoin')],
    [['bundle', 'show', 'https://a.example/b'], bundle('show', 'https://a.example/b')],
    [['--help'], help],
    [['-h'], help],
    [['help'], help],
    [['help', 'bundle'], help],
    [['--help', 'bundle'], help],
    [['--practice', '--help'], help],
    [['somewhere/file', '--help'], help],
    [['--version'], version],
    [['-v'], version],
    [['--disable-gpu', '-v', '--help'], version],
    [['--diagnose'], { kind: 'diagnose' }],
    [
      ['--no-sandbox', '--diagnose=/tmp/a b=c.txt', '--practice'],
      { kind: 'diagnose', file: '/tmp/a b=c.txt' }
    ],
    [['--diagnose', 'report.txt'], { kind: 'diagnose' }],
    [['--diagnose', 'tessera://find/a'], { kind: 'diagnose' }],
    [['--examine-for-diagnosis={"a":1}'], { kind: 'examine', given: '{"a":1}' }]
  ])('%j', (argv, command) => {
    expect(launchCommand(argv, undefined)).toEqual(command)
  })

  it.each<[string[], RegExp]>([
    [['--diagnos'], /^--diagnos is not known. Was --diagnose meant\?$/],
    [['--diagnosis'], /--diagnose meant/],
    [['--Diagnose'], /--diagnose meant/],
    [['-diagnose'], /--diagnose meant/],
    [['--diagnos=/home/ann/secret.txt'], /^--diagnos is not known. Was --diagnose meant\?$/],
    [['--diagnose='], /lacks the name/],
    [['--pratice'], /--practice meant/],
    [['--parctice'], /--practice meant/],
    [['--disable-gpu', '--practise'], /--practice meant/],
    [['--practice=yes'], /--practice takes no value/],
    [['--help=bundle'], /--help takes no value/],
    [['--smok'], /--smoke meant/],
    [['--vresion'], /--version meant/],
    [['bundel', 'show'], /^There is no command bundel. Was bundle meant\?$/],
    [['diagnose'], /Was --diagnose meant/],
    [['version'], /Was --version meant/],
    [['frob'], /^There is no command frob.$/]
  ])('%j is not understood', (argv, problem) => {
    expect(launchCommand(argv, undefined)).toEqual({
      kind: 'refused',
      problem: expect.stringMatching(problem) as string
    })
  })

  it.each<[string[]]>([
    [[]],
    [['--practice']],
    [['--smoke']],
    [['--smoke=/tmp/a.png']],
    // what systems, installers and Chromium pass
    [['--updated']],
    [['--squirrel-firstrun']],
    [['-psn_0_1234567']],
    [['-NSDocumentRevisionsDebugMode', 'YES']],
    [['-AppleLanguages', '(de)']],
    [['--allow-file-access-from-files', '--original-process-start-time=13350', '--enable-crashpad']],
    [['--disable-gpu', '--user-data-dir=/tmp/help', '--lang=--help', '--enable-logging', '--v=1']],
    [['--session', '--force', '--no-version', '--product-version', '--diagnostics', '--smoothing']],
    [['/S']],
    [['C:\\Users\\ann\\a.txt']],
    [['file:///home/ann/a.txt']],
    [['./here', '../there', 'a.txt']],
    [['--bundle']],
    // whoever made the link may have made the rest
    [['tessera://find/help']],
    [['tessera://find/ann', '--diagnose=/home/ann/.bashrc']],
    [['TESSERA:x', '--help']],
    [['tessera-test://find/ann', '--examine-for-diagnosis={}']],
    [['--practice', 'tessera://find/ann', '--pratice']]
  ])('%j opens the window', (argv) => {
    expect(launchCommand(argv, undefined)).toBeUndefined()
  })

  it('stands after the folder of the app in the checkout, and is no folder of that name', () => {
    const app = resolve('bundle')
    expect(launchCommand(['--no-sandbox', app, 'bundle', 'show'], app)).toEqual(bundle('show'))
    expect(launchCommand(['bundle'], app)).toBeUndefined()
    expect(launchCommand(['-r', 'loader.cjs', app, '--smoke'], app)).toBeUndefined()
    expect(launchCommand(['-v', '--help', app], app)).toBeUndefined()
    expect(launchCommand(['--no-sandbox', app, '--diagnose'], app)).toEqual({ kind: 'diagnose' })
    expect(launchCommand([app, 'frob'], app)).toMatchObject({ kind: 'refused' })
    // started some other way: then nobody knows which word is the app
    expect(launchCommand(['frob'], resolve('elsewhere'))).toBeUndefined()
  })

  it('never refuses a switch that is far from ours, and never repeats a value', () => {
    const odd = fc.stringMatching(/^--[a-z]{1,4}-[a-z-]{6,30}(=[ -~]{0,20})?$/)
    const any = fc.array(fc.oneof(fc.string(), fc.stringMatching(/^--?[a-zA-Z-]{1,12}(=.{0,8})?$/)), {
      maxLength: 6
    })
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 5 }), (argv) => {
        expect(launchCommand(argv, undefined)).toBeUndefined()
      })
    )
    fc.assert(
      fc.property(any, (argv) => {
        const command = launchCommand([...argv, '--pratice=5f3c9a'], undefined)
        if (command?.kind === 'refused') expect(command.problem).not.toMatch(/5f3c9a|[^\x20-\x7e]/)
      })
    )
  })
})
