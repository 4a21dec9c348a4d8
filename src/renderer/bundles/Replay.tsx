import type { ReplayState } from '../../shared/bundle-view'
import { formatInSentence } from '../format/time'
import { useNow } from '../state/use-now'
import { Box } from './Box'
import { Consent, type ConsentProps } from './Consent'

interface ReplayProps {
  replay: ReplayState
  serial: number
  /** asks for consent; absent where it is refused in any case */
  consent?: ConsentProps | undefined
}

/** A bundle of this series was imported before: whether this one may take its place. */
export function Replay({ replay, serial, consent }: ReplayProps) {
  const when = formatInSentence(replay.seenAt, useNow())
  if (replay.state === 'same') return <p>This very bundle was imported {when}.</p>
  const older = replay.state === 'older'
  return (
    <section aria-label="Order">
      <Box
        tone="warning"
        title={
          older
            ? 'It is older than one that was imported.'
            : 'Another bundle with this serial number was imported.'
        }
      >
        <p>
          {older
            ? `This one has the serial number ${serial}. Number ${replay.seenSerial} was imported ${when}. It may bring back what was changed since.`
            : `Number ${replay.seenSerial} was imported ${when}, with other contents. A number is meant to be used once: ask whoever made them which one counts.`}
        </p>
        {consent && <Consent {...consent} label={consentLabel(replay)} />}
      </Box>
    </section>
  )
}

export const consentLabel = ({ state }: ReplayState): string =>
  state === 'older' ? 'Import although it is older' : 'Import although its number was used before'
