import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { Interrupted } from '../../../src/main/bundle/cli-surroundings'
import { hiddenTerminal } from '../../../src/main/bundle/cli-terminal'

/** A terminal on which somebody types once it is in raw mode. */
class FakeTerminal extends EventEmitter {
  raw = false
  shown = ''
  setRawMode(raw: boolean): void {
    this.raw = raw
  }
  resume(): void {}
  pause(): void {}
  type(keys: string | Buffer): void {
    // what is typed while the terminal echoes would be seen
    if (!this.raw) this.shown += keys.toString()
    this.emit('data', Buffer.from(keys))
  }
}

function open() {
  const terminal = new FakeTerminal()
  return { terminal, ask: hiddenTerminal(terminal, (text) => (terminal.shown += text)) }
}

describe('a hidden question', () => {
  it.each<[string, string, string]>([
    ['what was typed', 'secret\r', 'secret'],
    ['nothing', '\r', ''],
    ['blanks as they are', ' a  b \r', ' a  b '],
    ['a line feed as the end', 'pasted\n', 'pasted'],
    ['what backspace left', 'secx\x7fret\x7f\x7f\x7fret\r', 'secret'],
    ['nothing left to delete', '\x7f\x7fa\r', 'a'],
    ['a whole character deleted', 'a🥐\x7f\r', 'a'],
    ['a line begun again', 'wrong\x15right\r', 'right'],
    ['keys that move nothing', 'ab\x1b[D\x1b[3~\x1bOAc\t\r', 'abc'],
    ['Ctrl-D within a line', 'a\x04b\r', 'ab']
  ])('answers %s', async (_, keys, answer) => {
    const { terminal, ask } = open()
    const asked = ask.askHidden('Secret: ')
    terminal.type(keys)
    expect(await asked).toBe(answer)
    expect(terminal.shown).toBe('Secret: \n')
    expect(terminal.raw).toBe(false)
  })

  it('puts a character together that comes in two pieces', async () => {
    const { terminal, ask } = open()
    const asked = ask.askHidden('?')
    const bytes = Buffer.from('ü\r')
    terminal.type(bytes.subarray(0, 1))
    terminal.type(bytes.subarray(1))
    expect(await asked).toBe('ü')
  })

  it.each([
    [['ab\x1b', '[D', 'c\r']],
    [['ab\x1b[', '3', '~c\r']],
    [['ab\x1bO', 'Ac\r']],
    [['abc\x1b', '\r']]
  ])('takes no key for text that comes in pieces: %j', async (pieces) => {
    const { terminal, ask } = open()
    const asked = ask.askHidden('?')
    for (const piece of pieces) terminal.type(piece)
    expect(await asked).toBe('abc')
  })

  it('is not answered in another encoding', async () => {
    const { terminal, ask } = open()
    const asked = ask.askHidden('?')
    terminal.type(Buffer.from('für\r', 'latin1'))
    await expect(asked).rejects.toThrow('What was typed is no UTF-8 text.')
    expect(terminal.raw).toBe(false)
  })

  it('gives the lines of one paste to one question each', async () => {
    const { terminal, ask } = open()
    const first = ask.askHidden('1')
    terminal.type('one\r\ntwo\rthr')
    expect(await first).toBe('one')
    expect(await ask.askHidden('2')).toBe('two')
    const third = ask.askHidden('3')
    terminal.type('ee\r')
    expect(await third).toBe('three')
  })

  it.each(['abc\x03', '\x04'])('is interrupted by %j', async (keys) => {
    const { terminal, ask } = open()
    const asked = ask.askHidden('?')
    terminal.type(keys)
    await expect(asked).rejects.toThrow(Interrupted)
    expect(terminal.raw).toBe(false)
    expect(terminal.listenerCount('data')).toBe(0)
  })

  it('is interrupted where the terminal goes away', async () => {
    const { terminal, ask } = open()
    const asked = ask.askHidden('?')
    terminal.emit('end')
    await expect(asked).rejects.toThrow(Interrupted)
  })
})
