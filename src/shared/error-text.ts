import type { AppError, UnreachableCause } from './errors'

export interface ErrorText {
  /** what failed, one sentence */
  title: string
  /** what did not happen and what to do, one or two sentences */
  todo: string
}

const unreachable: Record<UnreachableCause, (host: string) => ErrorText> = {
  dns: (host) => ({
    title: `The name ${host} could not be looked up.`,
    todo: 'Nothing was changed. Check the network or VPN, and the API host of the tenant profile.'
  }),
  refused: (host) => ({
    title: `${host} did not accept the connection.`,
    todo: 'Nothing was changed. Check the API host of the tenant profile, then try again.'
  }),
  tls: (host) => ({
    title: `The certificate of ${host} is not trusted.`,
    todo: 'Nothing was sent. If your company inspects TLS, add its CA file in Settings; otherwise tell your security team.'
  }),
  proxy: (host) => ({
    title: `The proxy did not let Tessera through to ${host}.`,
    todo: 'Nothing was changed. Check the proxy in Settings with your network team.'
  }),
  timeout: (host) => ({
    title: `${host} did not answer in time.`,
    todo: 'Try again in a moment. If it goes on, Mosaic or the network is slow.'
  }),
  reset: (host) => ({
    title: `The connection to ${host} broke off.`,
    todo: 'Try again. If it goes on, ask the network team what stands in between.'
  })
}

const conflicts: Record<Extract<AppError, { kind: 'conflict' }>['reason'], ErrorText> = {
  'identifier-taken': {
    title: 'One of these identifiers already belongs to somebody.',
    todo: 'Nothing was created. Look the person up by e-mail, phone or username.'
  },
  'password-exists': {
    title: 'This user has a password already.',
    todo: 'Nothing was changed. Refresh the user and try again.'
  },
  'no-password': {
    title: 'This user has no password to replace.',
    todo: 'Nothing was changed. Refresh the user and try again.'
  },
  'user-suspended': {
    title: 'The user is suspended, so Mosaic takes no new password.',
    todo: 'Nothing was changed. Activate the user first, if that is allowed.'
  },
  'tenant-changed': {
    title: 'Another tenant is open by now.',
    todo: 'Nothing was changed. Look the caller up again in the right tenant.'
  },
  other: {
    title: 'Mosaic says that this is in conflict with what it holds.',
    todo: 'Nothing was changed. Refresh the user and try again.'
  }
}

const invalid: Record<Extract<AppError, { kind: 'invalid-input' }>['reason'], ErrorText> = {
  'password-weak': {
    title: 'Mosaic refused the password as too weak.',
    todo: 'No password was changed. This application asks for more than Tessera’s strongest password; ask its administrator.'
  },
  'password-breached': {
    title: 'Mosaic refused the password: it is known from a data breach.',
    todo: 'No password was changed. Issue another one.'
  },
  'password-recently-used': {
    title: 'Mosaic refused the password: it was used recently.',
    todo: 'No password was changed. Issue another one.'
  },
  form: {
    title: 'Something that was entered is not accepted.',
    todo: 'Nothing was changed. Correct the marked fields.'
  }
}

/** Where nothing says which part was wrong, no field is marked. */
const refusedWhole: ErrorText = {
  title: 'Mosaic did not accept what was asked.',
  todo: 'Nothing was changed. Check what was entered; if it is right, copy the technical details for the Mosaic administrator.'
}

/** The words for a failure. `doing` names the act in the form "Unlock password"; it leads the title where given. */
export function describeError(error: AppError, doing?: string): ErrorText {
  const text = plainText(error)
  return doing === undefined ? text : { ...text, title: `${doing}: ${text.title}` }
}

function plainText(error: AppError): ErrorText {
  switch (error.kind) {
    case 'invalid-input': {
      const texts = Object.values(error.fields)
      const base = error.reason === 'form' && texts.length === 0 ? refusedWhole : invalid[error.reason]
      return texts.length > 0 ? { title: base.title, todo: `${texts.join(' ')} ${base.todo}` } : base
    }
    case 'not-found':
      return {
        title: `${error.what} was not found.`,
        todo: 'It may have been removed. Look the caller up again.'
      }
    case 'conflict': {
      const base = conflicts[error.reason]
      if (error.message === undefined) return base
      // only an unknown conflict is told in Mosaic's own words
      const said = error.reason === 'other' ? `Mosaic says: “${error.message}”` : error.message
      return { ...base, todo: `${said} ${base.todo}` }
    }
    case 'not-permitted':
      return {
        title: 'This client may not do that in Mosaic.',
        todo:
          error.permission === undefined
            ? 'Nothing was changed. Ask the Mosaic administrator for the missing permission.'
            : `Nothing was changed. Ask the Mosaic administrator for the permission ${error.permission}.`
      }
    case 'not-enabled-here':
      return {
        title: `${error.feature} is not enabled in this region or tenant.`,
        todo: 'Nothing was changed. Use another way to help, or ask the Mosaic administrator.'
      }
    case 'bad-credentials':
      return error.reason === 'missing'
        ? {
            title: 'No client secret is stored for this tenant.',
            todo: 'Open the tenant’s profile and enter the client secret.'
          }
        : {
            title: 'Mosaic refused the client ID or the client secret.',
            todo: 'Check both in the tenant’s profile. The secret may have been rotated.'
          }
    case 'rate-limited':
      return {
        title: 'Mosaic asks for fewer requests.',
        todo: 'Nothing was changed. Wait a moment, then try again.'
      }
    case 'unreachable':
      return unreachable[error.cause](error.host)
    case 'outcome-unknown':
      return {
        title: `It is not known whether “${error.action}” took effect.`,
        todo: 'The request was sent and no clear answer came. Check what the user card shows now before you try again.'
      }
    case 'unexpected-answer':
      return {
        title: 'The answer was not one that Mosaic gives.',
        todo: `${error.problem} Try again; if it goes on, check the API host and what stands in between.`
      }
    case 'keychain-unavailable':
      return { title: keychainTitle[error.state], todo: error.fix }
    case 'policy-refused':
      return {
        title: 'Your organisation’s policy does not allow this.',
        todo: `The rule is “${error.rule}”.`
      }
    case 'verification-required':
      return {
        title: 'The caller has not been verified.',
        todo: 'Verify the caller first. Nothing was changed.'
      }
    case 'cancelled':
      return { title: 'Cancelled.', todo: 'Nothing more was sent.' }
    case 'internal':
      return {
        title: 'Tessera itself failed.',
        todo: 'Try again. If it goes on, copy the technical details to whoever supports Tessera.'
      }
  }
}

const keychainTitle: Record<Extract<AppError, { kind: 'keychain-unavailable' }>['state'], string> = {
  'missing-library': 'The system’s keychain library is not installed.',
  'no-service': 'No keychain is running on this computer.',
  locked: 'The keychain is locked.',
  frozen: 'The keychain does not answer.',
  died: 'The keychain stopped while Tessera was asking.',
  refused: 'The keychain refused.'
}
