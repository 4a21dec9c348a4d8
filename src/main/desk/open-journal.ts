import type { PolicyView } from '../../shared/policy'
import { type Journal, openJournal } from '../journal/journal'
import { type Sink, startSink } from '../journal/sink'
import type { ResolveRoute } from '../mosaic/connection'
import { createInTurn } from '../storage/in-turn'
import type { JsonPoster } from '../mosaic/json-poster'

export interface JournalOfOptions {
  dir: string
  agent: string
  machine: string
  version: string
  policy: { current(): Promise<PolicyView> }
  route: ResolveRoute
  /** something was found that the agent must know */
  tell: (title: string, message: string) => void
}

export interface JournalOf {
  open: () => Promise<Journal>
  stop: () => Promise<void>
}

interface Delivery {
  url: string
  sink: Sink
  poster: JsonPoster
}

/** The journal of this machine's user: opened with the first need of it. What the policy's sink is to get goes there by itself. */
export function journalOf({
  dir,
  agent,
  machine,
  version,
  policy,
  route,
  tell
}: JournalOfOptions): JournalOf {
  let opening: Promise<Journal> | undefined
  let delivery: Delivery | undefined
  const inTurn = createInTurn()

  const begin = async (): Promise<Journal> => {
    const journal = await openJournal({ dir, agent, machine, version })
    const told = new Set<string>()
    const tellRemarks = () => {
      for (const remark of journal.remarks()) {
        // one that was dismissed does not come back
        if (!told.has(remark)) tell('About the journal', remark)
        told.add(remark)
      }
    }
    tellRemarks()
    await inTurn(() => deliver(journal))
    return {
      ...journal,
      append: async (input) => {
        const entry = await journal.append(input)
        // somebody may have changed the files since the line before
        tellRemarks()
        // nobody waits for the receiver
        void inTurn(() => deliver(journal)).catch(() => undefined)
        return entry
      }
    }
  }

  /** Follows the policy of now: another receiver gets everything from the beginning, and none gets nothing more. */
  async function deliver(journal: Journal): Promise<void> {
    const { sink: url } = (await policy.current()).policy
    if (delivery?.url !== url) {
      const last = delivery
      delivery = undefined
      await end(last)
      if (url !== undefined) {
        // undici comes with it, which would delay the start
        const { createJsonPoster } = await import('../mosaic/json-poster')
        const poster = createJsonPoster(url, route)
        const sink = startSink({ dir, url, post: (_, json) => poster.post(json), settled: journal.settled })
        delivery = { url, sink, poster }
      }
    }
    delivery?.sink.poke()
  }

  return {
    open: () => (opening ??= begin()),
    stop: async () => {
      await opening?.catch(() => undefined)
      await end(delivery)
    }
  }
}

async function end(delivery: Delivery | undefined): Promise<void> {
  await delivery?.poster.close()
  await delivery?.sink.stop()
}
