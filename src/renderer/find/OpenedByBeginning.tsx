import { Note } from '../components/Note'

/** The card was found by a beginning alone: a caller with a similar address or number is somebody else. */
export function OpenedByBeginning({ beginning }: { beginning: string }) {
  const what = beginning.startsWith('+') ? 'number' : 'address'
  return (
    <Note
      tone="warning"
      title={`Opened by the beginning “${beginning}”. Compare the whole ${what} with the caller.`}
    />
  )
}
