import type {
  CreateOutcome,
  IssueOutcome,
  NewUser,
  PartOutcome,
  SignOutOutcome,
  StatusOutcome,
  UnlockOutcome
} from '../../shared/actions'
import type {
  AccessCodeOutcome,
  ResetSent,
  ResetWay,
  SetPasswordOutcome,
  SignInCheck,
  SignInWay
} from '../../shared/credentials'
import { issueAccessCode } from './access-code'
import type { CallDesk } from './call-desk'
import { addToApplication, createUser } from './create'
import { issueTemporaryPassword } from './issue'
import type { IssuedPasswords } from './issued-passwords'
import type { Told } from './record'
import { sendReset } from './resets'
import { setChosenPassword } from './set-password'
import { checkSignIn } from './sign-in-check'
import { setStatus, signOutEverywhere } from './status'
import type { TenantSession } from './tenant-session'
import { unlockPassword } from './unlock'

type Status = 'Active' | 'Disabled' | 'Pending'

/** Everything an agent may do to an account, each through the gate and into the journal. There is no other way to these writes. */
export class Acts {
  readonly #desk: CallDesk
  readonly #issued: IssuedPasswords

  constructor(desk: CallDesk, issued: IssuedPasswords) {
    this.#desk = desk
    this.#issued = issued
  }

  unlock(session: TenantSession, userId: string, liftBlock: boolean): Promise<UnlockOutcome> {
    return this.#desk.act(session, userId, {
      action: 'unlock',
      work: () => unlockPassword(session.client, userId, { spareBlock: !liftBlock }),
      tell: tellUnlock
    })
  }

  async issue(session: TenantSession, userId: string, username?: string): Promise<IssueOutcome> {
    const { temporaryPassword } = (await this.#desk.policy()).policy
    return this.#desk.act(session, userId, {
      action: 'issue',
      work: () =>
        issueTemporaryPassword(session.client, userId, this.#issued, {
          ...temporaryPassword,
          username,
          appId: session.appId
        }),
      tell: ({ how, expiresAt, estimated }) => ({
        note: how === 'first' ? 'first password' : 'replaced the old one',
        // an estimate is no fact of what was done
        ...(estimated !== true && { expiresAt })
      })
    })
  }

  setPassword(
    session: TenantSession,
    userId: string,
    input: { password: string; temporary: boolean; username?: string | undefined }
  ): Promise<SetPasswordOutcome> {
    const { temporary } = input
    return this.#desk.act(session, userId, {
      action: 'set-password',
      permanent: !temporary,
      note: temporary ? 'temporary' : 'permanent',
      work: () => setChosenPassword(session.client, { ...input, userId }),
      tell: ({ user }) => ({ ...(temporary && { expiresAt: user?.password?.expiresAt }) })
    })
  }

  async sendReset(session: TenantSession, userId: string, way: ResetWay): Promise<ResetSent> {
    const { policy } = await this.#desk.policy()
    return this.#desk.act(session, userId, {
      action: 'send-reset',
      note: wayWords[way],
      work: () =>
        sendReset(session.client, {
          userId,
          way,
          redirectUri: session.redirectUri,
          appId: session.appId,
          allowUnverified: policy.allowUnverifiedContact
        }),
      tell: ({ to }) => ({ note: `${wayWords[way]} to ${to}` })
    })
  }

  accessCode(session: TenantSession, userId: string): Promise<AccessCodeOutcome> {
    return this.#desk.act(session, userId, {
      action: 'access-code',
      work: () => {
        // Mosaic's check of a code that is on its way would take this one as well
        this.#desk.calls.dropPending({ tenantId: session.tenantId, userId })
        return issueAccessCode(session.client, userId, this.#issued, session.appId)
      },
      tell: ({ expiresAt }) => ({ expiresAt })
    })
  }

  checkSignIn(
    session: TenantSession,
    userId: string,
    input: { by: SignInWay; password: string }
  ): Promise<SignInCheck> {
    return this.#desk.act(session, userId, {
      action: 'sign-in-check',
      work: () => checkSignIn(session.client, { ...input, userId }),
      tell: ({ result, session: ended }) => ({
        note: `${checkWords[result]}${ended?.state === 'failed' ? '; its session could not be ended' : ''}`
      })
    })
  }

  signOut(session: TenantSession, userId: string): Promise<SignOutOutcome> {
    return this.#desk.act(session, userId, {
      action: 'sign-out',
      work: () => signOutEverywhere(session.client, userId),
      tell: tellSignOut
    })
  }

  setStatus(session: TenantSession, userId: string, status: Status): Promise<StatusOutcome> {
    return this.#desk.act(session, userId, {
      action: status === 'Disabled' ? 'suspend' : 'activate',
      work: () => setStatus(session.client, userId, status),
      tell: ({ user }) =>
        user !== undefined && (user.status === 'Disabled') !== (status === 'Disabled')
          ? { result: 'not-changed', note: 'Mosaic took it and still reports the old status' }
          : {}
    })
  }

  create(session: TenantSession, form: NewUser): Promise<CreateOutcome> {
    return this.#desk.act(session, undefined, {
      action: 'create',
      work: () => createUser(session.client, form, session.defaultCountry),
      tell: tellCreate
    })
  }

  addToApp(session: TenantSession, userId: string): Promise<CreateOutcome> {
    return this.#desk.act(session, userId, {
      action: 'add-to-app',
      work: () => addToApplication(session.client, userId),
      tell: tellCreate
    })
  }
}

const wayWords: Record<ResetWay, string> = {
  'email-link': 'link by e-mail',
  'email-code': 'code by e-mail',
  'sms-code': 'code by SMS'
}

const checkWords: Record<SignInCheck['result'], string> = {
  works: 'the password works',
  wrong: 'the password is wrong',
  locked: 'the password is locked',
  'must-change': 'right, and must be changed first',
  'run-out': 'right, and has run out',
  suspended: 'the account is suspended'
}

function tellUnlock({ was, via, stillLocked }: UnlockOutcome): Told {
  if (via === undefined) {
    const why = was === 'blocked' ? 'blocked by an administrator, left as it was' : 'no password to unlock'
    return { result: 'nothing-done', note: why }
  }
  if (stillLocked === true) return { result: 'not-changed', note: 'Mosaic took it and still reports a lock' }
  return was === undefined ? {} : { note: `was ${was === 'open' ? 'not locked' : was}` }
}

function tellSignOut({ backend, hosted }: SignOutOutcome): Told {
  const failed = (part: PartOutcome) => part.state === 'failed'
  if (!failed(backend) && !failed(hosted)) return {}
  if (failed(backend) && failed(hosted)) return { result: 'failed', note: 'no sessions were ended' }
  const left = failed(backend) ? 'application' : 'hosted sign-in'
  return { result: 'partly', note: `${left} sessions were not ended` }
}

function tellCreate(outcome: CreateOutcome): Told {
  if (outcome.outcome === 'exists') return { result: 'nothing-done', note: 'the person exists already' }
  const note = outcome.outcome === 'created' ? 'created' : 'existed, added to the application'
  return { note, user: outcome.user.id }
}
