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
  /** offered where the new secret is in use already */
  onClose?: () => void
}

export interface SaveWords {
  /** the act, as the button names it */
  doing: string
  notKept: string
  unsure: string
  notNoted: string
  notDropped: string
}

const ofProfile: SaveWords = {
  doing: 'Save profile',
  notKept: 'The profile is saved. The client secret was not.',
  unsure: 'The profile is saved. It is not known whether the client secret is.',
  notNoted: 'The profile and the client secret are saved. When the secret was entered could not be noted.',
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
  const { state, error } = saving
  if (state === 'not-dropped' || state === 'not-noted') {
    const isNoted = state === 'not-dropped'
    return (
      <Secret
        title={isNoted ? words.notDropped : words.notNoted}
        error={error}
        todo={isNoted ? undefined : 'The secret is in use. It need not be entered again.'}
      >
        {onClose && (
          <Button variant="default" size="sm" onClick={onClose}>
            Close
          </Button>
        )}
      </Secret>
    )
  }
  return (
    <Secret title={state === 'unsure' ? words.unsure : words.notKept} error={error} also={keepBoth[state]}>
      <Button variant="default" size="sm" onClick={onRetry}>
        Try again
      </Button>
      <Button variant="default" size="sm" onClick={onKeepForSession}>
        Keep for this session only
      </Button>
    </Secret>
  )
}

/** A secret of before may be the one in use still. */
const keepBoth = {
  'not-kept': undefined,
  unsure:
    'If there was another secret before, keep both in the Mosaic Admin Portal until the new one is saved.'
}

interface SecretProps {
  title: string
  error: AppError
  /** in the place of the error's own words */
  todo?: string | undefined
  also?: string | undefined
  children: ReactNode
}

function Secret({ title, error, todo, also, children }: SecretProps) {
  const words = describeError(error)
  return (
    <IntoView>
      <div role="alert">
        <Note tone="warning" title={title} actions={children}>
          <p>
            {words.title} {todo ?? words.todo}
          </p>
          {also !== undefined && <p>{also}</p>}
        </Note>
      </div>
    </IntoView>
  )
}
