import { Button } from '@mantine/core'
import { useCopy } from './use-copy'

interface CopyButtonProps {
  /** as it stands in a sentence: "raw JSON" */
  what: string
  value: string
}

/** For what is too long to carry a button beside it. */
export function CopyButton({ what, value }: CopyButtonProps) {
  const { copy, said } = useCopy(value)
  return (
    <Button variant="default" size="compact-sm" onClick={copy}>
      <span aria-live="polite">{said ?? `Copy ${what}`}</span>
    </Button>
  )
}
