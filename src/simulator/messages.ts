import type { App, UserRecord } from './types'

interface Mail {
  subject: string
  text: string
}

export function codeBySms({ name }: App, code: string, minutes: number, template?: string): string {
  // what a caller of the API may word by itself (API.md §6.1)
  if (template !== undefined) return template.replaceAll('{otp}', code).replaceAll('{app}', name)
  return `${name}: your code is ${code}. It works for ${inMinutes(minutes)}. If you did not ask for it, tell us.`
}

export function codeByEmail(app: App, user: UserRecord, code: string, minutes: number): Mail {
  return mail(app, user, `Your code for ${app.name}`, [
    `Your code is ${code}. It works for ${inMinutes(minutes)}.`,
    'If you did not ask for it, somebody may be trying to use your account: please tell us.'
  ])
}

export function signInLink(app: App, user: UserRecord, address: string, minutes: number): Mail {
  return mail(app, user, `Sign in to ${app.name}`, [
    `Open this link to sign in. It works once, for ${inMinutes(minutes)}:`,
    address,
    'If you did not ask for it, leave it closed and tell us.'
  ])
}

export function resetLink(app: App, user: UserRecord, address: string, minutes: number): Mail {
  return mail(app, user, `Choose a new password for ${app.name}`, [
    `Open this link to choose a new password. It works once, for ${inMinutes(minutes)}:`,
    address,
    'If you did not ask for it, your password stays as it is.'
  ])
}

export function resetCodeByEmail(app: App, user: UserRecord, code: string, minutes: number): Mail {
  return mail(app, user, `Your code for a new ${app.name} password`, [
    `Enter ${code} where you were asked for it, then choose a new password. The code works for ${inMinutes(minutes)}.`,
    'If you did not ask for it, your password stays as it is.'
  ])
}

export function resetCodeBySms({ name }: App, code: string, minutes: number): string {
  return `${name}: ${code} is your code for a new password. It works for ${inMinutes(minutes)}.`
}

export function passwordChanged(app: App, user: UserRecord): Mail {
  return mail(app, user, `Your ${app.name} password was changed`, [
    'Your password was changed a moment ago.',
    'If that was neither you nor our helpdesk at your request, call us at once.'
  ])
}

function mail(app: App, user: UserRecord, subject: string, paragraphs: string[]): Mail {
  const first = user.name?.['first_name']
  const greeting = typeof first === 'string' ? `Hello ${first},` : 'Hello,'
  return { subject, text: [greeting, ...paragraphs, app.name].join('\n\n') }
}

function inMinutes(minutes: number): string {
  return minutes === 1 ? 'one minute' : `${minutes} minutes`
}
