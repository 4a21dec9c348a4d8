import { memo } from 'react'
import type { Contact, User } from '../../../shared/user'
import { CopyValue } from '../../components/CopyValue'
import { Fact, Facts } from '../../components/Facts'
import { Moment } from '../../components/Moment'
import { Panel } from '../../components/Panel'
import { VerifiedMark } from './VerifiedMark'

interface IdentitySectionProps {
  user: User
  now: number
}

/** What the caller can be asked for and reached by. E-mail and phone stand there even when there are none. */
export const IdentitySection = memo(function IdentitySection({ user, now }: IdentitySectionProps) {
  const { username, appName, externalUserId, externalAccountId, language } = user
  return (
    <Panel title="Identity">
      <Facts>
        <ContactFact name="E-mail" contact={user.email} />
        {user.secondaryEmails.map((contact) => (
          <ContactFact key={contact.value} name="Other e-mail" contact={contact} />
        ))}
        <ContactFact name="Phone" contact={user.phone} />
        {user.secondaryPhones.map((contact) => (
          <ContactFact key={contact.value} name="Other phone" contact={contact} />
        ))}
        {username !== undefined && (
          <Fact name="Username" note={appName === undefined ? undefined : <bdi>in {appName}</bdi>}>
            <CopyValue what="username" value={username} mono />
          </Fact>
        )}
        {externalUserId !== undefined && (
          <Fact name="External ID">
            <CopyValue what="external ID" value={externalUserId} mono />
          </Fact>
        )}
        {externalAccountId !== undefined && (
          <Fact name="External account">
            <CopyValue what="external account" value={externalAccountId} mono />
          </Fact>
        )}
        <Fact name="Last sign-in">
          {user.lastSignInAt === undefined ? 'never seen' : <Moment time={user.lastSignInAt} now={now} />}
        </Fact>
        {language !== undefined && (
          <Fact name="Language">
            <CopyValue what="language" value={language} />
          </Fact>
        )}
        {user.statusChangedAt !== undefined && user.status !== 'Active' && (
          <Fact name="Status changed">
            <Moment time={user.statusChangedAt} now={now} />
          </Fact>
        )}
      </Facts>
    </Panel>
  )
})

function ContactFact({ name, contact }: { name: string; contact: Contact | undefined }) {
  if (contact === undefined) return <Fact name={name}>none</Fact>
  return (
    <Fact name={name} note={<VerifiedMark contact={contact} />}>
      <CopyValue what={name.toLowerCase()} value={contact.value} />
    </Fact>
  )
}
