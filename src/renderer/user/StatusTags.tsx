import { statusUnreported } from '../../shared/not-reported'
import { isLocked, passwordAuthenticators } from '../../shared/password-facts'
import type { Authenticator, User } from '../../shared/user'
import classes from './StatusTags.module.css'

type Tone = 'good' | 'warning' | 'danger' | 'info' | 'plain'
interface Tag {
  tone: Tone
  sign: string
  word: string
}

const statusTags: Record<string, Tag> = {
  Active: { tone: 'good', sign: '●', word: 'Active' },
  // Mosaic's API says Disabled, its portal and the agents say suspended (API.md §3.1)
  Disabled: { tone: 'danger', sign: '■', word: 'Suspended' },
  Pending: { tone: 'info', sign: '○', word: 'Pending' }
}

/** The account's status; a word that Tessera does not know is shown as Mosaic wrote it. */
export function StatusTag({ status }: { status: string }) {
  return (
    <TagView {...(statusTags[status] ?? { tone: 'plain', sign: '◇', word: status || statusUnreported })} />
  )
}

interface LockTagProps {
  user: User
  authenticators: Authenticator[] | undefined
  /** the application whose password is meant; undefined when not known */
  appId: string | undefined
}

/** The password's lock, which is no status of the account: by policy it ends by itself, by an administrator it does not. */
export function LockTag({ user, authenticators, appId }: LockTagProps) {
  const locked = passwordAuthenticators(authenticators ?? [], appId).filter(isLocked)
  if (locked.some((one) => one.status === 'Locked')) {
    return <TagView tone="warning" sign="▲" word="Password locked" />
  }
  // suspension deactivates every authenticator: that is said by the status already
  if (locked.length === 0 || user.status === 'Disabled') return null
  return <TagView tone="danger" sign="▲" word="Password blocked" />
}

function TagView({ tone, sign, word }: Tag) {
  return (
    <span className={classes.tag} data-tone={tone}>
      <span aria-hidden="true">{sign}</span>
      <bdi className={classes.word}>{word}</bdi>
    </span>
  )
}
