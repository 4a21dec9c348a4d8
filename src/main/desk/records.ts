import { basename } from 'node:path'
import type { TrackedCredential } from '../../shared/credentials'
import type { JournalCheck, JournalFilter, JournalPage } from '../../shared/journal'
import type { Journal } from '../journal/journal'
import { writeAtomically } from '../storage/atomic-write'
import { notWritten } from '../storage/not-saved'
import { readUser } from './card'
import type { TenantSession } from './tenant-session'
import { trackedCredentials, trackedForMs } from './tracker'

type Format = 'csv' | 'jsonl'

/** What screens read of the journal. */
export interface Records {
  query(filter: JournalFilter, page: { before?: number | undefined; limit: number }): Promise<JournalPage>
  verify(): Promise<JournalCheck>
  /** `fileName` absent: the agent thought better of it */
  export(format: Format, filter: JournalFilter): Promise<{ fileName?: string; lines: number }>
  tracked(session: TenantSession): Promise<TrackedCredential[]>
}

export interface RecordsOptions {
  journal: () => Promise<Journal>
  /** asks for the place of a file; undefined when the agent thought better of it */
  chooseFile: (suggested: string) => Promise<string | undefined>
  now: () => number
}

export function recordsOf({ journal, chooseFile, now }: RecordsOptions): Records {
  return {
    query: async (filter, page) => (await journal()).query(filter, page),
    verify: async () => (await journal()).verify(),
    export: async (format, filter) => {
      const { text, lines } = await (await journal()).exported(format, filter)
      const day = new Date(now()).toISOString().slice(0, 10)
      const path = await chooseFile(`tessera-journal-${day}.${format}`)
      if (path === undefined) return { lines }
      const fileName = basename(path)
      try {
        await writeAtomically(path, text)
      } catch (error) {
        throw notWritten(fileName, error)
      }
      return { fileName, lines }
    },
    tracked: async (session) =>
      trackedCredentials({
        entries: (await journal()).recent(now() - trackedForMs),
        tenantId: session.tenantId,
        applicationId: session.applicationId,
        readUser: (userId) => readUser(session.client, userId),
        now: now()
      })
  }
}
