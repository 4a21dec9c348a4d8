import { later } from '../../components/later'
import type { CredentialAction, CredentialDialogProps } from './dialog'

// none is needed before it is asked for: they stay out of the start
const SendReset = later(async () => (await import('./SendResetDialog')).SendResetDialog)
const SetPassword = later(async () => (await import('./SetPasswordDialog')).SetPasswordDialog)
const AccessCode = later(async () => (await import('./AccessCodeDialog')).AccessCodeDialog)
const CheckPassword = later(async () => (await import('./CheckPasswordDialog')).CheckPasswordDialog)
const Resolve = later(async () => (await import('./ResolveDialog')).ResolveDialog)

/** The dialog of an action that has something to choose or to enter. It asks main itself and closes with what came of it. */
export function CredentialDialog({ action, ...props }: CredentialDialogProps & { action: CredentialAction }) {
  switch (action) {
    case 'send-reset':
      return <SendReset {...props} />
    case 'set-password':
      return <SetPassword {...props} />
    case 'access-code':
      return <AccessCode {...props} />
    case 'sign-in-check':
      return <CheckPassword {...props} />
    case 'resolve':
      return <Resolve {...props} />
  }
}
