import type { ReactNode } from 'react'
import type { SignatureState } from '../../shared/bundle-view'
import { Box, type Tone } from './Box'
import classes from './bundles.module.css'

const looks: Record<SignatureState['state'], { tone: Tone; mark: string }> = {
  trusted: { tone: 'good', mark: '✓' },
  'unknown-key': { tone: 'warning', mark: '?' },
  none: { tone: 'warning', mark: '–' },
  wrong: { tone: 'bad', mark: '✕' }
}

/** What the signature proves, in full. */
export function Signature({ signature }: { signature: SignatureState }) {
  const { tone, mark } = looks[signature.state]
  return (
    <section aria-label="Signature">
      <Box tone={tone} mark={mark} title={titleOf(signature)}>
        <p>{meaningOf(signature)}</p>
        {signature.state !== 'none' && (
          <p>
            Key ID <bdi className="mono">{signature.keyId}</bdi>
          </p>
        )}
      </Box>
    </section>
  )
}

/** The same in a line. */
export function SignatureLine({ signature }: { signature: SignatureState }) {
  const { tone, mark } = looks[signature.state]
  return (
    <>
      <span className={classes.signed} data-tone={tone}>
        <span aria-hidden="true">{mark} </span>
        {titleOf(signature)}
      </span>
      {signature.state !== 'none' && (
        <>
          {' '}
          <bdi className="mono">{signature.keyId}</bdi>
        </>
      )}
    </>
  )
}

function titleOf(signature: SignatureState): ReactNode {
  switch (signature.state) {
    case 'trusted':
      return (
        <>
          Signed by <bdi>{signature.keyName}</bdi>.
        </>
      )
    case 'unknown-key':
      return 'Signed with a key that nobody here vouches for.'
    case 'none':
      return 'Not signed.'
    case 'wrong':
      return 'The signature is wrong.'
  }
}

function meaningOf(signature: SignatureState): ReactNode {
  switch (signature.state) {
    case 'trusted':
      return 'The policy of this computer trusts this key, and nothing was changed since it signed.'
    case 'unknown-key':
      // the key itself is not in the file, so its ID proves nothing
      return 'The policy of this computer does not have this key, so the signature cannot be checked: anybody may have made this bundle.'
    case 'none':
      return 'Nothing shows who made this bundle, or whether it was changed on its way.'
    case 'wrong':
      return (
        <>
          It names the key of <bdi>{signature.keyName}</bdi>, but this is not what that key signed: it was
          changed, or somebody else made it. Tell whoever is responsible for security.
        </>
      )
  }
}
