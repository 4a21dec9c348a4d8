import { hexColour } from '../theme/contrast'
import { buttonText, mailContrast } from './mail-contrast'
import classes from './MailPreview.module.css'

interface MailPreviewProps {
  from: string | undefined
  subject: string | undefined
  primaryColor: string | undefined
}

/** How the reset e-mail looks, as far as these settings decide. The texts are Mosaic's: shown as text, and nothing can be pressed. */
export function MailPreview({ from, subject, primaryColor }: MailPreviewProps) {
  const colour = primaryColor === undefined ? undefined : hexColour(primaryColor)
  return (
    <figure className={classes.preview} aria-label="Preview of the reset e-mail">
      <div className={classes.mail}>
        <p className={classes.head}>
          <span className={classes.label}>From</span>{' '}
          <bdi className={classes.from}>{from || 'Not reported'}</bdi>
        </p>
        <p className={classes.head}>
          <span className={classes.label}>Subject</span>{' '}
          <bdi className={classes.subject}>{subject || 'Not reported'}</bdi>
        </p>
        <div className={classes.body}>
          <i className={classes.line} aria-hidden="true" />
          <i className={classes.line} aria-hidden="true" />
          <span
            className={classes.button}
            data-unknown={colour === undefined || undefined}
            style={colour === undefined ? undefined : { backgroundColor: colour, color: buttonText }}
          >
            Reset password
          </span>
          <i className={classes.line} aria-hidden="true" />
        </div>
      </div>
      <figcaption className={classes.caption}>
        <Contrast primaryColor={primaryColor} />
        <p>Mosaic writes the rest of the mail; only sender, subject and button colour are set here.</p>
      </figcaption>
    </figure>
  )
}

function Contrast({ primaryColor }: { primaryColor: string | undefined }) {
  if (primaryColor === undefined) return null
  const contrast = mailContrast(primaryColor)
  if (contrast === undefined) return <p>This is no colour that Tessera can show.</p>
  return (
    <p className={classes.contrast} data-passes={contrast.passes}>
      <span aria-hidden="true">{contrast.passes ? '✓ ' : '▲ '}</span>
      {contrast.words}
    </p>
  )
}
