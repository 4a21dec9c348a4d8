import { deskAction, type DeskAction } from '../../shared/desk-action'
import type { Policy, PolicyFile } from '../../shared/policy'
import { verificationKind, type VerificationKind } from '../../shared/verification'
import { keyIdOf } from '../storage/key-id'

/** What changes credentials or status, or hands out a way in, needs a proof. A reset goes to the verified contact on file only. */
const needsProof: readonly DeskAction[] = [
  'unlock',
  'issue',
  'set-password',
  'access-code',
  'suspend',
  'activate'
]

/** A password that is said aloud is a habit to break: a policy has to ask for it. */
const usualKinds = verificationKind.options.filter((kind) => kind !== 'current-password')

/** Puts the safe default wherever the file says nothing. Pure. */
export function fillPolicy(file: PolicyFile): Policy {
  const { actions, verification, ticket, temporaryPassword, privileged, limits, journal, bundles } = file
  const kinds = once(verification?.kinds ?? usualKinds)
  const lifeMinutes = verification?.lifeMinutes ?? 10
  const ruleOf = (action: DeskAction): Policy['byAction'][DeskAction] => {
    const rule = verification?.byAction?.[action]
    return {
      required: rule?.required ?? (needsProof.includes(action) ? 1 : 0),
      kinds: kindsOf(rule?.kinds, kinds),
      lifeMinutes: rule?.lifeMinutes ?? lifeMinutes
    }
  }
  return {
    allowed: once(actions?.allowed ?? deskAction.options),
    kinds,
    lifeMinutes,
    byAction: Object.fromEntries(
      deskAction.options.map((action) => [action, ruleOf(action)])
    ) as Policy['byAction'],
    allowUnverifiedContact: verification?.allowUnverifiedContact ?? false,
    allowRecentlyChanged: verification?.allowRecentlyChanged ?? false,
    ticket: {
      required: ticket?.required ?? false,
      ...(ticket?.pattern !== undefined && { pattern: ticket.pattern }),
      ...(ticket?.example !== undefined && { example: ticket.example })
    },
    temporaryPassword: {
      alphabet: temporaryPassword?.alphabet ?? 'readable',
      groups: temporaryPassword?.groups ?? 4,
      delivery: temporaryPassword?.delivery ?? 'show'
    },
    permanentPasswords: file.permanentPasswords ?? false,
    privileged: {
      groupIds: once(privileged?.groupIds ?? []),
      userIds: once(privileged?.userIds ?? []),
      customData: privileged?.customData ?? []
    },
    limits: {
      changesPerHour: limits?.changesPerHour ?? 60,
      resetsPerUserPerDay: limits?.resetsPerUserPerDay ?? 5
    },
    passwordSettings: editingOf(file.passwordSettings?.edit),
    bundles: {
      trustedKeys: (bundles?.trustedKeys ?? []).map((key) => ({
        ...key,
        keyId: keyIdOf(Buffer.from(key.publicKey, 'base64'))
      })),
      requireSignature: bundles?.requireSignature ?? false,
      exportSecrets: bundles?.exportSecrets ?? false
    },
    updates: file.updates?.mode ?? 'automatic',
    links: file.links?.open ?? true,
    ...(journal?.sink !== undefined && { sink: journal.sink })
  }
}

/** Nothing in the practice tenant is real, so one may try it out there. */
function editingOf(edit: boolean | undefined): Policy['passwordSettings'] {
  if (edit === undefined) return 'practice'
  return edit ? 'always' : 'never'
}

const once = <Item>(items: readonly Item[]): Item[] => [...new Set(items)]

/** An action may ask for fewer kinds than the policy has, never for others. */
function kindsOf(own: readonly VerificationKind[] | undefined, kinds: VerificationKind[]) {
  return own === undefined ? kinds : kinds.filter((kind) => own.includes(kind))
}

export const defaultPolicy: Policy = fillPolicy({ version: 1 })

/** In force where a managed policy cannot be used: nothing is allowed, whoever forgets to ask whether it is locked. */
export const lockedPolicy: Policy = {
  ...defaultPolicy,
  allowed: [],
  passwordSettings: 'never',
  // what an administrator may have forbidden is not done
  updates: 'off',
  links: false,
  bundles: { trustedKeys: [], requireSignature: true, exportSecrets: false }
}
