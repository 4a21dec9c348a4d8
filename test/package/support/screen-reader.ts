// Reads the app's window as a screen reader does, and so needs no debugger, which a release refuses.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { asUser, type OrdinaryUser } from './ordinary-user'

/** Something that the window tells of, by its role and name. */
export interface Heard {
  readonly node: number
  readonly role: string
  readonly name: string
  /** what is in a field; undefined for what is none */
  readonly value: string | undefined
  readonly states: readonly ('focused' | 'enabled' | 'showing')[]
  readonly children: readonly Heard[]
}

type Line = [parent: number, role: string, name: string, value: string | null, states: Heard['states']]

export class ScreenReader {
  readonly #child: ChildProcess
  readonly #answers: AsyncIterator<string>

  private constructor(child: ChildProcess) {
    if (child.stdout === null) throw new Error('it was started without its output')
    this.#child = child
    this.#answers = createInterface(child.stdout)[Symbol.asyncIterator]()
  }

  /** Listens on the session bus of `env`, as this user. */
  static async start(user: OrdinaryUser, env: Record<string, string>, folder: string): Promise<ScreenReader> {
    // where the project lies the user may not be let in
    const script = join(folder, 'screen-reader.py')
    await copyFile(join(import.meta.dirname, 'screen-reader.py'), script)
    const command = ['/usr/bin/python3', script]
    return new ScreenReader(spawn(...asUser(user, env, command), { stdio: ['pipe', 'pipe', 'inherit'] }))
  }

  /** All windows of this desktop as they are now. */
  async read(): Promise<Heard> {
    const lines = (await this.#ask({ do: 'read' })) as Line[]
    const all = lines.map(([, role, name, value, states], node) => ({
      node,
      role,
      name,
      states,
      value: value ?? undefined,
      children: [] as Heard[]
    }))
    lines.forEach(([parent], node) => all[parent]?.children.push(all[node]!))
    const [desktop] = all
    if (desktop === undefined) throw new Error('there is no desktop to read')
    return desktop
  }

  /** Does to it what a screen reader does to a button. It must be of the last reading. */
  async press({ node }: Heard): Promise<void> {
    if ((await this.#ask({ do: 'press', node })) !== true) throw new Error('it cannot be pressed')
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }

  async #ask(request: object): Promise<unknown> {
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`)
    const { value, done } = await this.#answers.next()
    if (done === true) throw new Error('the screen reader has ended')
    const { answer, error } = JSON.parse(value) as { answer?: unknown; error?: string }
    if (error !== undefined) throw new Error(error)
    return answer
  }
}

/** It and all that is in it, in reading order. */
export function everything(heard: Heard): Heard[] {
  return [heard, ...heard.children.flatMap(everything)]
}

/** The first one of that role and name within `heard`. */
export function within(heard: Heard | undefined, role: string, name?: string): Heard | undefined {
  if (heard === undefined) return undefined
  return everything(heard).find((one) => one.role === role && (name === undefined || one.name === name))
}

/** The words in it, as they are read out. */
export function wordsOf(heard: Heard | undefined): string {
  if (heard === undefined) return ''
  const texts = everything(heard).filter(({ role, children }) => role === 'text' && children.length === 0)
  return texts
    .map(({ name }) => name)
    .join(' ')
    .replace(/\s+/g, ' ')
}
