import { create } from 'zustand'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { Deed } from '../../shared/verification'
import { useDesk } from '../state/desk-store'
import type { Drill } from './drills'
import { gaveWayIn, judge, type CallEnd, type Judgement } from './judge'

/** One line of the talk. */
export interface Said {
  by: 'agent' | 'caller' | 'note'
  text: string
}

/** A drill from the first word to its end. */
export interface RunningDrill {
  drill: Drill
  /** epoch ms; what the inbox held before is not meant */
  startedAt: number
  talk: Said[]
  /** the card of its user was open */
  opened: boolean
  helped: boolean
}

export interface DrillVerdict extends Judgement, CallEnd {
  drill: Drill
  at: number
}

interface DrillDesk {
  running?: RunningDrill | undefined
  /** how the last one went, until it is put away */
  verdict?: DrillVerdict | undefined
  /** of this session, by the drill's id */
  results: Readonly<Record<string, DrillVerdict>>
  /** a dialog shows the caller: the docked pane gives way */
  inDialog: boolean
}

/** The drill that runs and how the others went; nothing of it outlives the window. */
export const useDrill = create<DrillDesk>()(() => ({ results: {}, inDialog: false }))

/** A refusal that is told after the card has closed still counts for so long (ms). */
const lateMs = 5_000

export function startDrill(drill: Drill): void {
  const talk = drill.says.map((text): Said => ({ by: 'caller', text }))
  useDrill.setState({
    running: { drill, startedAt: Date.now(), talk, opened: false, helped: false },
    verdict: undefined
  })
}

export function say(...said: Said[]): void {
  change(({ talk }) => ({ talk: [...talk, ...said] }))
}

/** The deeds of a call, as often as they are known; only those of the drill's user count. */
export function noteDeeds(userId: string, deeds: readonly Deed[]): void {
  if (isOf(userId) && gaveWayIn(deeds)) change(() => ({ helped: true }))
}

/** The caller was refused. */
export function noteRefused(userId: string): void {
  if (isOf(userId)) finish({ refused: true })
  const { verdict } = useDrill.getState()
  if (verdict?.drill.userId !== userId || verdict.refused || Date.now() - verdict.at > lateMs) return
  settle(verdict.drill, { refused: true, helped: verdict.helped })
}

/** The call with this user is over. */
export function noteEnded(userId: string): void {
  if (isOf(userId) && useDrill.getState().running?.opened) finish({ refused: false })
}

/** The agent has had enough: judged where a card was open, forgotten where none was. */
export function endDrill(): void {
  if (useDrill.getState().running?.opened) finish({ refused: false })
  else useDrill.setState({ running: undefined })
}

export const putVerdictAway = (): void => useDrill.setState({ verdict: undefined })

/** Follows the card of the drill's user: its opening and its closing are those of the call. Answers the function that stops. */
export function followCards(): () => void {
  return useDesk.subscribe(({ open }, before) => {
    if (open === before.open) return
    if (before.open?.tenantId === practiceTenantId && before.open.userId !== open?.userId) {
      noteEnded(before.open.userId)
    }
    if (open?.tenantId === practiceTenantId && isOf(open.userId)) change(() => ({ opened: true }))
  })
}

const isOf = (userId: string) => useDrill.getState().running?.drill.userId === userId

function change(how: (running: RunningDrill) => Partial<RunningDrill>): void {
  useDrill.setState(({ running }) => (running ? { running: { ...running, ...how(running) } } : {}))
}

function finish({ refused }: { refused: boolean }): void {
  const { running } = useDrill.getState()
  if (running) settle(running.drill, { refused, helped: running.helped })
}

function settle(drill: Drill, end: CallEnd): void {
  const verdict: DrillVerdict = { drill, at: Date.now(), ...end, ...judge(drill, end) }
  useDrill.setState(({ results }) => ({
    running: undefined,
    verdict,
    results: { ...results, [drill.id]: verdict }
  }))
}
