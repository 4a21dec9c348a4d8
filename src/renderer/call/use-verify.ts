import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallView, CodeCheck, PendingProof, VerificationKind } from '../../shared/verification'
import { call } from '../bridge/client'
import { refreshCall, showCall } from '../state/call'
import { tellCall } from '../state/call-news'
import type { UserRef } from '../state/queries'
import { type CodeKind, codeWords, kindWords, wayWords } from './call-words'
import { type GatedAction, missingFor } from './gates'
import { useLinkPolls } from './use-link-polls'
import { type Steps, useSteps } from './use-steps'

/** What the dialog shows: the list of ways, or the one that is under way. */
export type VerifyMode = 'ways' | 'code' | 'link' | 'current-password' | 'manager-approval' | 'in-person'

export type Attested = 'call-back' | 'manager-approval' | 'in-person'

export interface Verify {
  steps: Steps
  mode: VerifyMode
  /** what is on its way to the caller, or was and has run out */
  sent: PendingProof | undefined
  /** it has run out, as main says */
  over: boolean
  /** why the last proof was none */
  told: string | undefined
  /** by what the caller is verified where that is not enough */
  proved: string | undefined
  choose: (mode: VerifyMode) => void
  send: (kind: CodeKind | 'email-link') => void
  /** `notRight` hears of what was no proof, and whether another try makes sense */
  checkCode: (code: string, notRight: (outcome: CodeCheck['outcome']) => void) => void
  checkPassword: (password: string) => void
  attest: (kind: Attested, stated?: { name: string; reason: string }) => void
  dial: () => void
}

interface VerifyOptions {
  of: UserRef
  call: CallView | undefined
  forAction: GatedAction | undefined
  onVerified: () => void
}

const modeOf = ({ kind }: PendingProof): VerifyMode => (kind === 'email-link' ? 'link' : 'code')

/** The steps of a verification, each asked of main, which alone makes the proof. */
export function useVerify({ of, call: view, forAction, onVerified }: VerifyOptions): Verify {
  const client = useQueryClient()
  const ref = { tenantId: of.tenantId, userId: of.userId }
  // main may have lost the call: asking again opens it
  const steps = useSteps(() => refreshCall(client, ref))
  const [chosen, setChosen] = useState<VerifyMode>()
  const [ended, setEnded] = useState<PendingProof>()
  const [told, setTold] = useState<string>()
  const [proved, setProved] = useState<string>()
  const pending = view?.pending
  const sent = pending ?? ended

  const choose = (mode: VerifyMode | undefined) => {
    setChosen(mode)
    setTold(undefined)
    steps.clear()
  }
  const prove = (fresh: CallView, kind: VerificationKind) => {
    showCall(client, fresh)
    setEnded(undefined)
    if (stillMissing(fresh, forAction) === 0) return onVerified()
    choose('ways')
    setProved(kindWords([kind]))
  }

  useLinkPolls(ref, pending?.kind === 'email-link' ? pending.sentAt : undefined, {
    onAnswer: (answer) => {
      if (answer.outcome === 'verified') return prove(answer.call, 'email-link')
      if (answer.outcome === 'expired') {
        setEnded(pending)
        setTold('The link has run out. Send another one.')
      }
      showCall(client, answer.call)
    },
    onFailure: (thrown) => steps.fail('Ask whether the link was opened', thrown)
  })

  const notProved = (
    answer: CodeCheck,
    outcome: 'wrong' | 'expired' | 'locked',
    code: PendingProof | undefined
  ) => {
    showCall(client, answer.call)
    if (outcome === 'locked') {
      setEnded(undefined)
      setChosen('ways')
    } else if (outcome === 'expired') setEnded(code)
    setTold(codeWords(outcome, answer.attemptsLeft))
  }

  return {
    steps,
    mode: chosen ?? (sent && modeOf(sent)) ?? 'ways',
    sent,
    over: pending === undefined,
    told,
    proved,
    choose,
    send: (kind) =>
      steps.run(
        wayWords[kind].button,
        () =>
          kind === 'email-link'
            ? call('verify.sendLink', ref)
            : call('verify.sendCode', { ...ref, channel: kind === 'sms-code' ? 'sms' : 'email' }),
        (fresh) => {
          showCall(client, fresh)
          choose(undefined)
        }
      ),
    checkCode: (code, notRight) =>
      steps.run(
        'Check code',
        () => call('verify.checkCode', { ...ref, code }),
        (answer) => {
          if (answer.outcome !== 'verified') {
            notProved(answer, answer.outcome, pending)
            return notRight(answer.outcome)
          }
          if (answer.sessionLeft) tellCall({ sessionLeft: true })
          prove(answer.call, pending?.kind ?? 'sms-code')
        }
      ),
    checkPassword: (password) =>
      steps.run(
        wayWords['current-password'].button,
        () => call('verify.password', { ...ref, password }),
        (fresh) => prove(fresh, 'current-password')
      ),
    attest: (kind, stated) =>
      steps.run(
        wayWords[kind].button,
        () => call('verify.attest', { ...ref, kind, ...stated }),
        (fresh) => prove(fresh, kind)
      ),
    dial: () =>
      steps.run(
        'Dial',
        () => call('verify.dial', ref),
        () => undefined
      )
  }
}

/** Where nothing waits for it, one proof is enough, and two for whoever always needs two. */
function stillMissing(view: CallView, forAction: GatedAction | undefined): number {
  if (forAction !== undefined) return missingFor(view, forAction, Date.now())
  return view.privileged === undefined ? 0 : Math.max(0, 2 - view.verifications.length)
}
