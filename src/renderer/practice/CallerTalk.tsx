import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { describeError } from '../../shared/error-text'
import { toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { answerForCode } from './caller-answers'
import { type RunningDrill, type Said, say, useDrill } from './drill-store'
import classes from './Practice.module.css'

const speakers: Record<Said['by'], string> = { agent: 'You: ', caller: 'Caller: ', note: '' }

interface CallerTalkProps {
  running: RunningDrill
  /** more buttons */
  children?: ReactNode
}

/** What was said so far, and what the caller can be asked. */
export function CallerTalk({ running: { drill, startedAt, talk }, children }: CallerTalkProps) {
  const log = useRef<HTMLDivElement>(null)
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight
  }, [talk])

  const askForCode = async () => {
    if (asking) return
    setAsking(true)
    say({ by: 'agent', text: 'Please read me the code that you got.' })
    try {
      const inbox = await call('practice.inbox', undefined)
      // the drill may be over by now, or another one begun
      if (useDrill.getState().running?.startedAt === startedAt) {
        say({ by: 'caller', text: answerForCode(drill, inbox, startedAt) })
      }
    } catch (thrown) {
      say({ by: 'note', text: describeError(toAppError(thrown), 'Read the inbox').title })
    } finally {
      setAsking(false)
    }
  }
  const askWho = () => say({ by: 'agent', text: 'Who am I speaking to?' }, { by: 'caller', text: drill.who })

  return (
    <>
      {/* it scrolls, so the keyboard must be able to reach it */}
      <div ref={log} className={classes.talk} role="log" aria-label="What was said" tabIndex={0}>
        {talk.map(({ by, text }, index) => (
          <p key={index} data-by={by}>
            <span className={classes.speaker}>{speakers[by]}</span>
            {text}
          </p>
        ))}
      </div>
      <div className={classes.asks}>
        <Button
          variant="default"
          size="xs"
          aria-disabled={asking}
          data-disabled={asking}
          onClick={() => void askForCode()}
        >
          Ask for the code
        </Button>
        <Button variant="default" size="xs" onClick={askWho}>
          Ask who they are
        </Button>
        {children}
      </div>
    </>
  )
}
