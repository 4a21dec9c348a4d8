import { create } from 'zustand'
import { useDesk } from '../state/desk-store'

interface UpdatesDesk {
  /** the panel in Settings is asked for; it takes the focus once it stands, and looks for a newer version where it says `check` */
  wanted: 'show' | 'check' | undefined
  /** the news that the agent has seen and put away (update-news.ts) */
  dismissed: string | undefined
}

export const useUpdatesDesk = create<UpdatesDesk>()(() => ({ wanted: undefined, dismissed: undefined }))

/** Goes to Settings → Updates. */
export function goToUpdates(wanted: NonNullable<UpdatesDesk['wanted']>): void {
  useDesk.getState().setScreen('settings')
  useUpdatesDesk.setState({ wanted })
}
