import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AppError } from '../../shared/errors'
import { describeError } from '../../shared/error-text'
import { Failure } from '../components/Failure'
import { IntoView } from '../components/IntoView'
import { Note } from '../components/Note'
import type { Saving } from './use-saving'

interface SaveResultProps {
  saving: Saving | undefined
  words?: SaveWords
  onRetry: () => void
  onKeepForSession: () => void
  /** offered where only the old secret is left */
  onClose?: () => void
}

export interface SaveWords {
  /** the act, as the button names it */
  doing: string
  notKept: string
  notDropped: string
}

const ofProfile: SaveWords = {
  doing: 'Save profile',
  notKept: 'The profile is saved. The client secret was not.',
  notDropped: 'The profile is saved. The old client secret could not be deleted.'
}

/** What hindered a save. A secret that cannot go into the keychain is kept in memory or not at all, never in a file. */
export function SaveResult(props: SaveResultProps) {
  const { saving, words = ofProfile, onRetry, onKeepForSession, onClose } = props
  if (saving === undefined || saving.state === 'saving') return null
  if (saving.state === 'failed') {
    return (
      <IntoView>
        <Failure error={saving.error} doing={words.doing} />
      </IntoView>
    )
  }
  if (saving.state === 'not-dropped') {
    return (
      <Secret title={words.notDropped} error={saving.error}>
        {onClose && (
          <Button variant="default" size="sm" onClick={onClose}>
            Close
          </Button>
        )}
      </Secret>
    )
  }
  return (
    <Secret title={words.notKept} error={saving.error}>
      <Button variant="default" size="sm" onClick={onRetry}>
        Try again
      </Button>
      <Button variant="default" size="sm" onClick={onKeepForSession}>
        Keep for this session only
      </Button>
    </Secret>
  )
}

function Secret({ title, error, children }: { title: string; error: AppError; children: ReactNode }) {
  const words = describeError(error)
  return (
    <IntoView>
      <div role="alert">
        <Note tone="warning" title={title} actions={children}>
          <p>
            {words.title} {words.todo}
          </p>
        </Note>
      </div>
    </IntoView>
  )
}
