import type { PendingProof } from '../../shared/verification'
import classes from './VerifyDialog.module.css'
import { TimeLeft } from './TimeLeft'

const sentBy = {
  'sms-code': 'Code sent by SMS to',
  'email-code': 'Code sent by e-mail to',
  'email-link': 'Link sent to'
}

/** Where it went, and how long it is good for. */
export function SentLine({ sent, over }: { sent: PendingProof; over: boolean }) {
  return (
    <p className={classes.sent}>
      {sentBy[sent.kind]} <bdi className="mono">{sent.to}</bdi>
      {!over && (
        <>
          {' · '}
          {sent.estimated && 'about '}
          <TimeLeft until={sent.expires} />
        </>
      )}
    </p>
  )
}
