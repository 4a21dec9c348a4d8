import type { BundlePreview } from '../../shared/bundle-view'
import { Box } from './Box'
import { Consent, type ConsentProps } from './Consent'
import classes from './bundles.module.css'

interface NewKeysProps {
  keys: BundlePreview['newKeys']
  /** asks for consent; absent where the bundle is refused in any case */
  consent?: ConsentProps | undefined
}

export const keysConsentLabel = 'Trust these keys from now on'

/** Keys that nothing but this bundle vouches for: the name beside one is anybody's to write, its ID is not. */
export function NewKeys({ keys, consent }: NewKeysProps) {
  return (
    <section aria-label="New trusted keys">
      <Box tone="warning" title="Its policy has keys that this computer would trust from now on.">
        <p>
          Nothing proves who made this bundle. Whoever holds such a key can make bundles that Tessera calls
          trusted and that say to which hosts client secrets are sent. Compare each key ID with the one that
          your administrator tells you, not with a name.
        </p>
        <ul className={classes.plainList} aria-label="New trusted keys">
          {keys.map(({ name, keyId }, index) => (
            // a name may stand there twice, and a key too
            <li key={`${index} ${keyId}`}>
              <span className="mono">{keyId}</span>, called <bdi>“{name}”</bdi>
            </li>
          ))}
        </ul>
        {consent && <Consent {...consent} label={keysConsentLabel} />}
      </Box>
    </section>
  )
}
