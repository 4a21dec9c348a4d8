import { act, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { vi } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import type { ActionOutcome } from '../../src/renderer/user/actions/outcome-words'
import { CredentialDialog } from '../../src/renderer/user/credentials/CredentialDialogs'
import type { CredentialAction } from '../../src/renderer/user/credentials/dialog'
import { type DeskAction, deskAction } from '../../src/shared/desk-action'
import type { PolicyView } from '../../src/shared/policy'
import type { TenantSummary } from '../../src/shared/tenant'
import type { Authenticator, User } from '../../src/shared/user'
import { type ActionGate, type CallView, verificationKind } from '../../src/shared/verification'
import type { FakeHandlers } from './fake-bridge'
import { aPassword, aUser, contoso } from './fixtures'
import { renderScreen } from './render'

export const ana = aUser()
export const ofAna = { tenantId: contoso.id, userId: ana.id }
/** as the card's application has her */
export const anasCard = { ...ofAna, applicationId: contoso.applicationId }
/** with a page that links may lead to */
export const linked: TenantSummary = { ...contoso, redirectUri: 'https://shop.example.com/reset' }

const byAction = <Value,>(value: (action: DeskAction) => Value) =>
  Object.fromEntries(deskAction.options.map((action) => [action, value(action)])) as Record<DeskAction, Value>

export function aPolicy(more: Partial<PolicyView['policy']> = {}): PolicyView {
  return {
    source: 'default',
    file: 'policy.json',
    locked: false,
    policy: {
      allowed: deskAction.options,
      kinds: verificationKind.options,
      lifeMinutes: 10,
      byAction: byAction(() => ({ required: 0, kinds: verificationKind.options, lifeMinutes: 10 })),
      allowUnverifiedContact: false,
      allowRecentlyChanged: false,
      ticket: { required: false },
      temporaryPassword: { alphabet: 'readable', groups: 4, delivery: 'show' },
      permanentPasswords: false,
      privileged: { groupIds: [], userIds: [], customData: [] },
      limits: { changesPerHour: 60, resetsPerUserPerDay: 5 },
      passwordSettings: 'practice',
      bundles: { trustedKeys: [], requireSignature: false, exportSecrets: false },
      updates: 'automatic',
      links: true,
      ...more
    }
  }
}

/** A call in which everything is allowed and proved, but for what is given. */
export function aCall(gates: Partial<Record<DeskAction, Partial<ActionGate>>> = {}): CallView {
  return {
    ...ofAna,
    openedAt: 0,
    verifications: [],
    ways: [],
    actions: byAction((action) => ({ allowed: true, needed: 0, have: 0, ...gates[action] })),
    deeds: []
  }
}

interface Setting {
  user?: User
  tenant?: TenantSummary
  authenticators?: Authenticator[] | undefined
  call?: CallView
  handlers?: FakeHandlers
}

/** Opens one of the dialogs as the card does, and keeps what it closes with. */
export function openDialog(action: CredentialAction, setting: Setting = {}) {
  const { user = ana, tenant = linked, call = aCall(), handlers } = setting
  const authenticators = 'authenticators' in setting ? setting.authenticators : [aPassword()]
  const closed = vi.fn<(outcome?: ActionOutcome) => void>()
  const needsVerification = vi.fn<() => void>()
  let close = (): void => undefined
  function Card() {
    const [open, setOpen] = useState(true)
    close = () => setOpen(false)
    if (!open) return <p>Card</p>
    return (
      <CredentialDialog
        action={action}
        user={user}
        tenant={tenant}
        call={call}
        authenticators={authenticators}
        onClose={(outcome) => {
          closed(outcome)
          setOpen(false)
        }}
        onNeedsVerification={needsVerification}
      />
    )
  }
  const view = renderScreen(<Card />, {
    'policy.view': () => aPolicy(),
    'issued.done': () => null,
    ...handlers
  })
  useDesk.getState().openUser(user, tenant.id)
  /** takes the whole card away, as another tenant or card would */
  const closeCard = () => act(() => close())
  return { ...view, closed, needsVerification, closeCard }
}

export type DialogView = ReturnType<typeof openDialog>

export const findDialog = (name: string) => screen.findByRole('dialog', { name })
export const buttonIn = (dialog: HTMLElement, name: string) => within(dialog).getByRole('button', { name })

/** Everything a person or a script could read in the page: its markup, and what stands in its fields. */
export function pageTexts(): string {
  const fields = [...document.querySelectorAll('input')].map(({ value }) => value)
  return [document.documentElement.outerHTML, ...fields].join('\n')
}

/** Every string that React holds: props and state of the whole tree, with their alternates. */
export function reactStrings(): string[] {
  const seen = new Set<unknown>()
  const texts: string[] = []
  const walk = (value: unknown, depth: number): void => {
    if (typeof value === 'string') texts.push(value)
    if (typeof value !== 'object' || value === null || seen.has(value) || depth > 400) return
    seen.add(value)
    if (value instanceof Node || value === window) return
    for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], depth + 1)
  }
  for (const node of document.querySelectorAll('*')) {
    for (const key of Object.keys(node)) {
      if (key.startsWith('__react')) walk((node as unknown as Record<string, unknown>)[key], 0)
    }
  }
  return texts
}
