import { Button } from '@mantine/core'
import type { BundleExported } from '../../shared/bundle-view'
import { describeError } from '../../shared/error-text'
import { CopyValue } from '../components/CopyValue'
import { Dialog, DialogFoot } from '../components/Dialog'
import { Note } from '../components/Note'
import { counted } from '../format/count'
import { Box } from './Box'
import classes from './bundles.module.css'

interface ExportedProps {
  exported: BundleExported
  withSecrets: boolean
  /** "the policy", "the defaults" */
  parts: string[]
  onClose: () => void
}

/** What went into the file, what did not, and that nobody has signed it yet. */
export function Exported({ exported, withSecrets, parts, onClose }: ExportedProps) {
  const { fileName = '', tenants, secrets, without } = exported
  const content = [counted(tenants, 'tenant'), ...parts, ...(withSecrets ? [secretsOf(secrets)] : [])]
  return (
    <Dialog title="Export bundle" width={600} busy={false} onLeave={onClose}>
      <div className={classes.body}>
        <div role="status" aria-label="Export">
          <Note tone="good" title="The bundle is written.">
            <p>
              <bdi className="mono">{fileName}</bdi> has {list(content)}.
            </p>
          </Note>
        </div>
        {withSecrets && without.length > 0 && (
          <Box tone="warning" title="Without a client secret:">
            <ul className={classes.plainList} aria-label="Without a client secret">
              {without.map(({ label, error }, index) => (
                // two tenants may have the same name
                <li key={`${index} ${label}`}>
                  <bdi>{label}</bdi>: {error === undefined ? 'none is stored.' : describeError(error).title}
                </li>
              ))}
            </ul>
          </Box>
        )}
        <Box tone="warning" mark="–" title="The file is not signed.">
          <p>
            Who imports it cannot see whether it was changed on its way, and computers whose policy demands a
            signature refuse it. Whoever keeps the key signs it with this command:
          </p>
          <p className={classes.command}>
            <CopyValue what="command" value={signCommand(fileName)} mono />
          </p>
        </Box>
      </div>
      <DialogFoot>
        <Button data-autofocus onClick={onClose}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

const secretsOf = (secrets: number): string => counted(secrets, 'client secret')

/** "1 tenant, the policy and 2 client secrets" */
const list = (parts: string[]): string => new Intl.ListFormat('en-GB').format(parts)

/** The name comes from the file dialog: a shell must take it as one word. */
const signCommand = (fileName: string): string =>
  `tessera bundle sign "${fileName.replaceAll(/["\\$`]/g, '\\$&')}" --key KEY-FILE`
