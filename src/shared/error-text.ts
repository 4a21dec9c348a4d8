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
    todo: 'Nothing was changed. Try again in a moment. If it goes on, Mosaic or the network is slow.'
  }),
  reset: (host) => ({
    title: `The connection to ${host} broke off.`,
    todo: 'Nothing was changed. Try again. If it goes on, ask the network team what stands in between.'
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
  'unlock-while-suspended': {
    title: 'The account is suspended: the password stays off until it is activated.',
    todo: 'Nothing was changed. Activate the user first, if that is allowed.'
  },
  // auth_password_incomplete_credentials (API.md §4.1)
  'incomplete-credentials': {
    title: 'The user has no username and no verified e-mail address, and a password needs one of them.',
    todo: 'No password was changed. Have a username or a verified e-mail address added in Mosaic, then try again.'
  },
  'tenant-changed': {
    title: 'Another tenant or application is open by now.',
    todo: 'Nothing was changed. Look the caller up again in the right one.'
  },
  'managed-profile': {
    title: 'This tenant profile came with your organisation’s bundle and is read-only.',
    todo: 'Nothing was changed. Ask whoever administers Tessera to change the bundle, or duplicate the profile and change the copy.'
  },
  // user_not_active of codes and links (API.md §3.1)
  'user-not-active': {
    title: 'The account is suspended, so Mosaic sends nothing to it.',
    todo: 'Nothing was sent. Activate the user first, if that is allowed.'
  },
  'no-contact': {
    title: 'There is no such contact on file.',
    todo: 'Nothing was sent. Use another contact or another way.'
  },
  'contact-unverified': {
    title: 'The contact on file is not verified, so Mosaic sends no reset there.',
    todo: 'Nothing was sent. Use another contact or another way.'
  },
  // external_provider_configuration_error (API.md §6.1)
  'provider-failed': {
    title: 'The tenant’s own SMS or e-mail provider refused the message.',
    todo: 'Nothing was sent. Use another way, and tell the Mosaic administrator.'
  },
  'redirect-not-allowed': {
    title: 'The application does not allow the redirect URI of this tenant profile.',
    todo: 'Nothing was sent. Send a code instead, and have the profile’s redirect URI checked.'
  },
  'username-taken': {
    title: 'Somebody else in this application has that username.',
    todo: 'No password was set. Choose another username; it only has to be unique in this application.'
  },
  'call-open': {
    title: 'A call is open, and an update never interrupts a call.',
    todo: 'Nothing was installed. End the call first, then try again.'
  },
  'installed-by-others': {
    title: 'Whoever installed Tessera on this computer also updates it.',
    todo: 'Nothing was installed. Ask whoever looks after this computer for the new version.'
  },
  'no-update': {
    title: 'There is no update to install.',
    todo: 'Nothing was changed. Look for updates first.'
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

type NotSaved = Extract<AppError, { kind: 'not-saved' }>

const notSaved: Record<NotSaved['reason'], (fileName: string) => ErrorText> = {
  'disk-full': (fileName) => ({
    title: `${fileName} could not be written: the disk is full.`,
    todo: 'Nothing was saved. Make room on the disk, then try again.'
  }),
  'not-allowed': (fileName) => ({
    title: `${fileName} could not be written: Tessera is not allowed to.`,
    todo: 'Nothing was saved. Ask who looks after this computer for write access to Tessera’s own folder.'
  }),
  'in-use': (fileName) => ({
    title: `${fileName} could not be written: another program has it open.`,
    todo: 'Nothing was saved. Try again in a moment.'
  }),
  barred: (fileName) => ({
    title: `${fileName} was not changed: Tessera could not use it when it started.`,
    todo: 'Nothing was saved, so that nothing in it is lost. The notice in the window says what is wrong with it.'
  }),
  other: (fileName) => ({
    title: `${fileName} could not be written.`,
    todo: 'Nothing was saved. Try again. If it goes on, copy the technical details to whoever supports Tessera.'
  })
}

/**
 * The words for a failure. `doing` names the act in the form "Unlock password"; it leads the title where given. `now` in
 * epoch ms, to say how long to wait.
 */
export function describeError(error: AppError, doing?: string, now: number = Date.now()): ErrorText {
  const text = plainText(error, now)
  const title = doing === undefined ? text.title : `${doing}: ${text.title}`
  return { title, todo: error.step === undefined ? text.todo : `${error.step} ${text.todo}` }
}

function plainText(error: AppError, now: number): ErrorText {
  switch (error.kind) {
    case 'invalid-input': {
      const texts = Object.values(error.fields)
      const base = error.reason === 'form' && texts.length === 0 ? refusedWhole : invalid[error.reason]
      return texts.length > 0 ? { title: base.title, todo: `${texts.join(' ')} ${base.todo}` } : base
    }
    case 'not-found':
      return {
        title: `${error.what} was not found.`,
        todo: error.todo ?? 'Nothing was changed. It may have been removed. Look the caller up again.'
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
            todo: 'Nothing was sent. Open the tenant’s profile and enter the client secret.'
          }
        : {
            title: 'Mosaic refused the client ID or the client secret.',
            todo: 'Nothing was changed. Check both in the tenant’s profile. The secret may have been rotated.'
          }
    case 'rate-limited':
      return {
        title: 'Mosaic asks for fewer requests.',
        todo: `Nothing was changed. ${waitWords(error.until, now)}`
      }
    case 'unreachable':
      return error.caFile === undefined ? unreachable[error.cause](error.host) : caFileText(error.caFile)
    case 'outcome-unknown':
      return {
        title: `It is not known whether “${error.action}” took effect.`,
        todo: `The request was sent and no clear answer came. ${error.todo ?? 'Check what the user card shows now before you try again.'}`
      }
    case 'unexpected-answer':
      return {
        title: 'The answer was not one that Mosaic gives.',
        todo: `${error.problem} Nothing was changed. Try again; if it goes on, check the API host and what stands in between.`
      }
    case 'keychain-unavailable':
      return { title: keychainTitle[error.state], todo: error.fix }
    case 'not-saved':
      return notSaved[error.reason](error.fileName)
    case 'policy-refused':
      return {
        title: 'Your organisation’s policy does not allow this.',
        todo: `${error.why === undefined ? '' : `${error.why} `}Nothing was changed. The rule is “${error.rule}”.`
      }
    case 'verification-required':
      return {
        title:
          (error.have ?? 0) > 0
            ? 'The caller has to be verified in one more way.'
            : 'The caller has not been verified.',
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

/** How long a rate limit lasts; `until` is absent where Mosaic did not say. */
function waitWords(until: number | undefined, now: number): string {
  if (until === undefined) return 'Wait a moment, then try again.'
  const seconds = Math.ceil((until - now) / 1000)
  if (seconds <= 0) return 'You can try again now.'
  const [count, unit] =
    seconds <= 90
      ? [seconds, 'second']
      : seconds <= 90 * 60
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour']
  return `Wait ${count} ${unit}${count === 1 ? '' : 's'}, then try again.`
}

function caFileText({ fileName, problem }: { fileName: string; problem: string }): ErrorText {
  return {
    title: `The extra CA file ${fileName} cannot be used.`,
    todo: `${problem} Nothing was sent. Choose the file again in Settings, or remove it there.`
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
