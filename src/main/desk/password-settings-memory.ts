import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { MosaicClient } from '../mosaic/client'
import type { RawPasswordSettings } from '../mosaic/password-settings'
import { createInTurn } from '../storage/in-turn'

/** So many readings are remembered: a change is built on what a screen shows, and few do. */
const mostReadings = 20

/** A change that can be taken back as long as nobody changes anything after it. */
export interface LastChange {
  /** epoch ms */
  at: number
  before: RawPasswordSettings
  /** as Mosaic reported it after the change */
  after: RawPasswordSettings
}

/** What was read and changed in one session. Raw objects stay here: they hold what screens may not know. */
export class SettingsMemory {
  /** changes run one after another */
  readonly inTurn = createInTurn()
  readonly #readings = new Map<string, RawPasswordSettings>()
  lastChange: LastChange | undefined

  keep(raw: RawPasswordSettings): string {
    const [oldest] = this.#readings.keys()
    if (this.#readings.size >= mostReadings && oldest !== undefined) this.#readings.delete(oldest)
    const readId = randomUUID()
    this.#readings.set(readId, raw)
    return readId
  }

  reading(readId: string): RawPasswordSettings | undefined {
    return this.#readings.get(readId)
  }

  /** The last change, where the settings are still as it left them. */
  undoFrom(now: RawPasswordSettings): LastChange | undefined {
    const last = this.lastChange
    return last !== undefined && isDeepStrictEqual(last.after, now) ? last : undefined
  }
}

const memories = new WeakMap<MosaicClient, SettingsMemory>()

/** A session has a client of its own: with it all of this goes. */
export function settingsMemoryOf(client: MosaicClient): SettingsMemory {
  let memory = memories.get(client)
  if (memory === undefined) {
    memory = new SettingsMemory()
    memories.set(client, memory)
  }
  return memory
}
