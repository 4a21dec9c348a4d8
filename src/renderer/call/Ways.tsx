import { useEffect, useId, useRef } from 'react'
import { Button } from '@mantine/core'
import type { CallView, VerificationKind, VerificationWay } from '../../shared/verification'
import { usePolicy } from '../state/call-policy'
import { isCodeKind, wayWords } from './call-words'
import { type GatedAction, partsOf } from './gates'
import type { Verify } from './use-verify'
import classes from './VerifyDialog.module.css'

interface WaysProps {
  call: CallView
  verify: Verify
  forAction: GatedAction | undefined
}

/** Every way of the policy, in its order; what cannot be used says why. */
export function Ways({ call, verify, forAction }: WaysProps) {
  const unfit = useUnfit(call, forAction)
  const ways = call.ways.map((way) => fitted(way, unfit(way.kind)))
  const first = firstOf(ways)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const place = list.current?.querySelector<HTMLElement>('[data-first="true"]')
    ;(place ?? list.current)?.focus()
  }, [first?.kind])
  if (ways.length === 0) {
    return (
      <p className={classes.reading} tabIndex={-1} data-autofocus>
        The policy of this machine knows no way to verify a caller.
      </p>
    )
  }
  return (
    <ul
      ref={list}
      className={classes.ways}
      aria-label="Ways to verify"
      tabIndex={-1}
      {...(first === undefined && { 'data-autofocus': true })}
    >
      {ways.map((way) => (
        <Way key={way.kind} way={way} isFirst={way === first} verify={verify} />
      ))}
    </ul>
  )
}

interface WayProps {
  way: VerificationWay
  isFirst: boolean
  verify: Verify
}

function Way({ way: { kind, to, state, why }, isFirst, verify }: WayProps) {
  const { button, what } = wayWords[kind]
  const whyId = useId()
  const { busy } = verify.steps
  const isUsable = state === 'ready' && busy === undefined
  return (
    <li className={classes.way} data-state={state}>
      <div className={classes.wayWords}>
        <p className={classes.wayName}>
          {state === 'off' ? button : what} {to !== undefined && <bdi className="mono">{to}</bdi>}
        </p>
        {why !== undefined && (
          <p id={whyId} className={classes.wayWhy}>
            {why}
          </p>
        )}
      </div>
      {kind === 'call-back' && state === 'ready' && (
        <Button variant="default" size="sm" aria-disabled={!isUsable} onClick={verify.dial}>
          Dial
        </Button>
      )}
      {state !== 'off' && (
        <Button
          className={classes.wayButton ?? ''}
          variant={isFirst && isCodeKind(kind) ? 'filled' : 'default'}
          size="sm"
          {...(isFirst && { 'data-autofocus': true, 'data-first': true })}
          aria-disabled={!isUsable}
          data-disabled={state === 'risky'}
          aria-describedby={why === undefined ? undefined : whyId}
          onClick={() => {
            if (isUsable) begin(kind, verify)
          }}
        >
          {busy === button ? `${button}…` : button}
        </Button>
      )}
    </li>
  )
}

/** Codes and links are sent at once; what the agent states needs words, but for a call that was made. */
function begin(kind: VerificationKind, { send, attest, choose }: Verify): void {
  if (kind === 'call-back') attest(kind)
  else if (kind === 'sms-code' || kind === 'email-code' || kind === 'email-link') send(kind)
  else choose(kind)
}

/** Enter is to send something or to open a form; it never states what nobody did. */
function firstOf(ways: VerificationWay[]): VerificationWay | undefined {
  const ready = ways.filter(({ state }) => state === 'ready')
  return (
    ready.find(({ kind }) => isCodeKind(kind)) ??
    ready.find(({ kind }) => kind === 'email-link') ??
    ready.find(({ kind }) => kind !== 'call-back')
  )
}

function fitted(way: VerificationWay, unfit: string | undefined): VerificationWay {
  return unfit === undefined || way.state === 'off' ? way : { ...way, state: 'off', why: unfit }
}

/** Says of a way that it would not help now: what was used already where another kind is needed, or what the action does not take. */
function useUnfit(call: CallView, forAction: GatedAction | undefined) {
  const rules = usePolicy()?.policy.byAction
  const used = call.verifications.map(({ kind }) => kind)
  const needsAnother = needed(call, forAction) > 1
  return (kind: VerificationKind): string | undefined => {
    if (needsAnother && used.includes(kind)) return 'Used already: the next one must be of another kind.'
    if (forAction === undefined || rules === undefined) return undefined
    const counts = partsOf(forAction).every(
      (part) => rules[part].required === 0 || rules[part].kinds.includes(kind)
    )
    return counts ? undefined : 'Does not count for this action.'
  }
}

function needed(call: CallView, forAction: GatedAction | undefined): number {
  if (forAction === undefined) return call.privileged === undefined ? 1 : 2
  return Math.max(...partsOf(forAction).map((part) => call.actions[part].needed))
}
