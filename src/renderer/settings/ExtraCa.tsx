import { Button } from '@mantine/core'
import type { NetworkView } from '../../shared/settings'
import { call } from '../bridge/client'
import { Failure } from '../components/Failure'
import classes from './Settings.module.css'
import { useNetworkChange } from './use-network'

/** The company's own certificate authority, for networks that inspect TLS. Main asks for the file: no path comes from here. */
export function ExtraCa({ extraCa }: { extraCa: NetworkView['extraCa'] }) {
  const { change, run } = useNetworkChange()
  const busy = change?.state === 'busy'
  return (
    <section className={classes.ca} aria-labelledby="extra-ca">
      <div className={classes.words}>
        <h3 id="extra-ca" className={classes.name}>
          Extra CA file
        </h3>
        {extraCa === undefined ? (
          <p className="form-hint">None. Needed only where the company inspects TLS.</p>
        ) : (
          <p>
            <bdi className="mono">{extraCa.fileName}</bdi>
          </p>
        )}
        {extraCa?.problem !== undefined && (
          <p role="alert" className={classes.problem}>
            {extraCa.problem} Nothing is sent to any tenant over HTTPS until you choose the file again or
            remove it.
          </p>
        )}
        {change?.state === 'failed' && <Failure inline error={change.error} doing="Change the CA file" />}
      </div>
      <Button
        variant="default"
        size="sm"
        aria-disabled={busy}
        data-disabled={busy}
        onClick={() => !busy && void run(() => call('settings.chooseCa', undefined))}
      >
        Choose CA file…
      </Button>
      {extraCa !== undefined && (
        <Button
          variant="default"
          size="sm"
          aria-disabled={busy}
          data-disabled={busy}
          onClick={() => !busy && void run(() => call('settings.clearCa', undefined))}
        >
          Remove CA file
        </Button>
      )}
    </section>
  )
}
