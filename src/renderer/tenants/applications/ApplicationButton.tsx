import { Button } from '@mantine/core'
import { useId } from 'react'
import { Kbd } from '../../components/Kbd'
import { later } from '../../components/later'
import { useMenuButton } from '../../components/use-menu-button'
import classes from './Applications.module.css'
import type { Applications } from './use-applications'

const ApplicationMenu = later(async () => (await import('./ApplicationMenu')).ApplicationMenu)

interface ApplicationButtonProps {
  applications: Pick<Applications, 'all' | 'name' | 'openId' | 'opening' | 'open'>
  /** the single key that opens the next one, where there is one */
  shortcut?: string
  /** a write is under way */
  busy?: boolean
}

/** Which application of the tenant is open, and the way to another one. */
export function ApplicationButton({ applications, shortcut, busy = false }: ApplicationButtonProps) {
  const { all, name, openId, opening, open } = applications
  const { ref: button, isOpen, isNeeded, close, buttonProps } = useMenuButton()
  const nameId = useId()
  const held = busy || opening !== undefined
  return (
    <span className={classes.place}>
      <Button
        ref={button}
        variant="default"
        size="compact-sm"
        className={classes.button ?? ''}
        aria-describedby={nameId}
        aria-busy={opening !== undefined}
        aria-disabled={held}
        data-disabled={held}
        {...(shortcut !== undefined && {
          'aria-keyshortcuts': shortcut,
          rightSection: <Kbd>{shortcut}</Kbd>
        })}
        {...buttonProps}
        {...(held && { onClick: () => undefined, onKeyDown: () => undefined })}
      >
        Application
        <span className={classes.arrow} aria-hidden="true">
          ▾
        </span>
      </Button>
      <span id={nameId} hidden>
        {name}
      </span>
      {isNeeded && (
        <ApplicationMenu
          opened={isOpen}
          all={all}
          openId={openId}
          onClose={close}
          onChoose={(applicationId) => {
            close()
            button.current?.focus()
            open(applicationId)
          }}
        />
      )}
    </span>
  )
}
