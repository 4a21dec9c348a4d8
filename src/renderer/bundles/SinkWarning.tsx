import { hostOf } from '../../shared/policy-words'
import { Box } from './Box'

/** The policy goes into the file as it is: with the whole address that the journal is sent to, of which no screen shows more than the host. */
export function SinkWarning({ sink }: { sink: string | undefined }) {
  if (sink === undefined) return null
  const said = holdsMore(sink)
    ? 'The file holds the whole address, also what comes after the host. Where that is a token or key, whoever gets the file has it.'
    : 'Computers that import the file send their journals there, too.'
  return (
    <div role="status" aria-label="Journal address">
      <Box
        tone="warning"
        title={
          <>
            The policy says that the journal is sent to <bdi className="mono">{hostOf(sink)}</bdi>.
          </>
        }
      >
        <p>{said}</p>
      </Box>
    </div>
  )
}

function holdsMore(sink: string): boolean {
  const url = URL.parse(sink)
  return url === null || url.pathname !== '/' || url.search !== '' || url.hash !== ''
}
