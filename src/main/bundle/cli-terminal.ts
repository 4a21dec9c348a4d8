import { StringDecoder } from 'node:string_decoder'
import { CliProblem, type CliTerminal, Interrupted } from './cli-surroundings'

/** Standard input where it is a terminal. */
export interface RawInput {
  setRawMode(raw: boolean): unknown
  resume(): unknown
  pause(): unknown
  on(event: 'data', listener: (chunk: Buffer) => void): unknown
  off(event: 'data', listener: (chunk: Buffer) => void): unknown
  on(event: 'end', listener: () => void): unknown
  off(event: 'end', listener: () => void): unknown
}

const escape = '\x1b'
/** What arrows and other keys send: there is nothing to move in. */
const sequences = new RegExp(String.raw`${escape}(?:\[[0-9;?]*[ -/]*[@-~]|O.)?`, 'g')
/** The beginning of one, of which the rest is still on its way. */
const unfinished = new RegExp(String.raw`${escape}(?:\[[0-9;?]*[ -/]*|O)?$`)
/** What comes so much later is no rest of it: the Escape key was pressed. */
const restWithinMs = 500

/** Asks on a terminal without showing what is typed. Enter ends it, Ctrl-C and a closed terminal interrupt. */
export function hiddenTerminal(input: RawInput, say: (text: string) => void): CliTerminal {
  const decoder = new StringDecoder('utf8')
  // what was pasted with a line break in it belongs to the next question
  let waiting = ''
  return {
    async askHidden(question) {
      say(question)
      input.setRawMode(true)
      try {
        const line = new HiddenLine()
        waiting = line.take(waiting)
        if (!line.ended) waiting = await typed(input, decoder, line)
        // in a terminal of another encoding nobody knows what was typed
        if (line.text.includes('\uFFFD'))
          throw new CliProblem('What was typed is no UTF-8 text. Set the terminal to UTF-8.')
        return line.text
      } finally {
        input.setRawMode(false)
        input.pause()
        say('\n')
      }
    }
  }
}

/** Answers what was typed beyond the line. */
function typed(input: RawInput, decoder: StringDecoder, line: HiddenLine): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      input.off('data', onData)
      input.off('end', onEnd)
    }
    const onData = (chunk: Buffer): void => {
      try {
        const rest = line.take(decoder.write(chunk))
        if (!line.ended) return
        done()
        resolve(rest)
      } catch (error) {
        done()
        reject(error instanceof Error ? error : new Interrupted())
      }
    }
    const onEnd = (): void => {
      done()
      reject(new Interrupted())
    }
    input.on('data', onData)
    input.on('end', onEnd)
    input.resume()
  })
}

/** A line being typed, key by key, as a terminal in raw mode sends it. */
class HiddenLine {
  text = ''
  ended = false
  #waiting = { keys: '', since: 0 }

  /** Takes keys up to Enter and answers those after it. Throws `Interrupted` at Ctrl-C, and at Ctrl-D on an empty line. */
  take(keys: string): string {
    const now = performance.now()
    const isRest = now - this.#waiting.since < restWithinMs
    const all = isRest ? this.#waiting.keys + keys : keys
    const tail = unfinished.exec(all)?.[0] ?? ''
    this.#waiting = { keys: tail, since: now }
    const plain = Array.from(all.slice(0, all.length - tail.length).replace(sequences, ''))
    const end = plain.findIndex((key) => key === '\r' || key === '\n')
    for (const key of end < 0 ? plain : plain.slice(0, end)) this.press(key)
    if (end < 0) return ''
    this.ended = true
    const rest = plain.slice(end + 1).join('')
    return rest.replace(/^\n/, '') + tail
  }

  private press(key: string): void {
    if (key === '\x03' || (key === '\x04' && this.text === '')) throw new Interrupted()
    if (key === '\x7f' || key === '\b') this.text = Array.from(this.text).slice(0, -1).join('')
    else if (key === '\x15') this.text = ''
    else if (!/\p{Cc}/u.test(key)) this.text += key
  }
}
