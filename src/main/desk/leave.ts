import type { CallDesk } from './call-desk'
import type { IssuedPasswords } from './issued-passwords'
import type { TenantSessions } from './tenant-session'

export interface Leaving {
  /** another tenant opens, or none of what was shown holds any more: whatever belonged to the open one ends */
  tenant(): Promise<void>
  /** another application of the same tenant opens: the call and what was proved in it stay, for it is the same person */
  application(): Promise<void>
  /** the same application goes on with another token */
  session(): Promise<void>
}

export interface LeavingOf {
  desk: Pick<CallDesk, 'closeAny' | 'changeApplication'>
  issued: Pick<IssuedPasswords, 'doneAll'>
  sessions: Pick<TenantSessions, 'close'>
}

/** What ends with what is left. */
export function leavingOf({ desk, issued, sessions }: LeavingOf): Leaving {
  return {
    tenant: async () => {
      issued.doneAll()
      desk.closeAny()
      await sessions.close()
    },
    application: async () => {
      issued.doneAll()
      desk.changeApplication()
      await sessions.close()
    },
    session: () => sessions.close()
  }
}
