import { createHash, randomUUID } from 'node:crypto'
import { AppFailure } from '../../shared/errors'

/** The part of the system clipboard that is needed here. */
export interface ClipboardPort {
  readText(): Promise<string>
  writeText(text: string): Promise<void>
  clear(): Promise<void>
}

export const hideAfterMs = 30_000
export const clearClipboardAfterMs = 30_000
/** A dialog that was left open does not keep a password for ever. */
const longestLifeMs = 10 * 60_000

interface Held {
  bytes: Buffer
  timer: NodeJS.Timeout
}

/**
 * Issued passwords, in main's memory only, from the moment Mosaic took them until Done. They cross IPC only when the agent
 * asks to see one; copying happens here, so a copied one never enters the page.
 */
export class IssuedPasswords {
  readonly #held = new Map<string, Held>()
  readonly #clipboard: ClipboardPort
  readonly #onCleared: (issueId: string) => void
  #copied: { issueId: string; digest: string; timer: NodeJS.Timeout } | undefined

  constructor(clipboard: ClipboardPort, onCleared: (issueId: string) => void) {
    this.#clipboard = clipboard
    this.#onCleared = onCleared
  }

  hold(password: string): string {
    const issueId = randomUUID()
    const timer = setTimeout(() => this.done(issueId), longestLifeMs)
    timer.unref()
    this.#held.set(issueId, { bytes: Buffer.from(password, 'utf8'), timer })
    return issueId
  }

  /** Someone has one open and is not done with it. */
  get isHolding(): boolean {
    return this.#held.size > 0
  }

  /** Throws `not-found` after Done or when its time is over. */
  reveal(issueId: string): string {
    const held = this.#held.get(issueId)
    if (held === undefined) {
      const todo = 'Its time is over: issue another one.'
      throw new AppFailure({ kind: 'not-found', what: 'The issued password', todo })
    }
    return held.bytes.toString('utf8')
  }

  async copy(issueId: string): Promise<void> {
    const password = this.reveal(issueId)
    await this.#clipboard.writeText(password)
    if (this.#copied !== undefined) clearTimeout(this.#copied.timer)
    const timer = setTimeout(() => void this.clearClipboard(), clearClipboardAfterMs)
    timer.unref()
    // Only a digest is kept for the comparison: the password may be gone by Done before the clipboard is due.
    this.#copied = { issueId, digest: digestOf(password), timer }
  }

  done(issueId: string): void {
    const held = this.#held.get(issueId)
    if (held === undefined) return
    clearTimeout(held.timer)
    held.bytes.fill(0)
    this.#held.delete(issueId)
  }

  /** Ends all of them: another tenant, or the app quits. */
  doneAll(): void {
    for (const issueId of this.#held.keys()) this.done(issueId)
  }

  /** Empties the clipboard if what was copied is still in it; called when the time is up and on quit. */
  async clearClipboard(): Promise<void> {
    const copied = this.#copied
    if (copied === undefined) return
    this.#copied = undefined
    clearTimeout(copied.timer)
    if (digestOf(await this.#clipboard.readText()) !== copied.digest) return
    await this.#clipboard.clear()
    this.#onCleared(copied.issueId)
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64')
