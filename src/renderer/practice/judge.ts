import type { DeskAction } from '../../shared/desk-action'
import { actionNames } from '../../shared/desk-words'
import type { Deed } from '../../shared/verification'
import type { Drill } from './drills'

/** What gives the caller a way in. Ending sessions or suspending an account protects its owner and helps no impostor. */
const waysIn: readonly DeskAction[] = [
  'unlock',
  'issue',
  'set-password',
  'send-reset',
  'access-code',
  'activate'
]
const waysInWords: readonly string[] = waysIn.map((action) => actionNames[action])

/** True when one of these deeds gave the caller a way in. */
export const gaveWayIn = (deeds: readonly Deed[]): boolean =>
  deeds.some(({ what, result }) => result === 'done' && waysInWords.includes(what))

export interface CallEnd {
  refused: boolean
  helped: boolean
}

export interface Judgement {
  /** `half`: no harm was done, but not what should have been done */
  grade: 'right' | 'half' | 'wrong'
  /** what happened, one sentence */
  title: string
}

/** How the agent did: the right answer is to help the owner and to refuse anybody else. */
export function judge({ rightAnswer }: Pick<Drill, 'rightAnswer'>, { refused, helped }: CallEnd): Judgement {
  if (rightAnswer === 'help') {
    if (helped) return { grade: 'right', title: 'You helped the account’s owner.' }
    return refused
      ? { grade: 'wrong', title: 'You refused the account’s owner, who could have proved it.' }
      : { grade: 'wrong', title: 'The call ended and the account’s owner still cannot sign in.' }
  }
  if (helped) return { grade: 'wrong', title: 'You gave somebody else a way into this account.' }
  return refused
    ? { grade: 'right', title: 'You refused somebody who was not the account’s owner.' }
    : {
        grade: 'half',
        title:
          'You gave nothing away, but refused nobody: “Refuse caller” records it and brakes the next attempt.'
      }
}
