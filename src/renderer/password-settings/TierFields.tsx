import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import classes from './PasswordSettings.module.css'
import type { FieldProps } from './SettingField'
import { newTier } from './tier-values'

/** The most that Mosaic takes (API.md §5). */
const mostTiers = 10

/** The tiers in their order: each can be changed, moved and removed, and new ones come at the end. */
export function TierFields({ form }: Pick<FieldProps, 'form'>) {
  const { tiers } = form.values
  const list = useRef<HTMLDivElement>(null)
  /** where the focus goes once the list stands anew: what had it has moved or is gone */
  const next = useRef<string>(undefined)
  useEffect(() => {
    if (next.current === undefined) return
    list.current?.querySelector<HTMLElement>(next.current)?.focus()
    next.current = undefined
  })
  const isFull = tiers.length >= mostTiers
  const add = () => {
    if (isFull) return
    next.current = `[data-path="tiers.${tiers.length}.attempts"]`
    form.clearFieldError('tiers')
    form.insertListItem('tiers', newTier())
  }
  const remove = (index: number) => {
    next.current = tiers.length === 1 ? '[data-do="add"]' : `[data-do="remove-${Math.max(0, index - 1)}"]`
    form.removeListItem('tiers', index)
  }
  const move = (from: number, to: number, way: 'up' | 'down') => {
    if (to < 0 || to >= tiers.length) return
    next.current = `[data-do="${way}-${to}"]`
    form.reorderListItem('tiers', { from, to })
  }
  return (
    <div ref={list}>
      <ol aria-label="Tiers">
        {tiers.map(({ id }, index) => (
          <li key={id} className={classes.tier}>
            <TextInput
              label={`Tier ${index + 1}: wrong attempts in all`}
              classNames={{ input: 'mono' }}
              inputMode="numeric"
              autoComplete="off"
              {...form.getInputProps(`tiers.${index}.attempts`)}
            />
            <TextInput
              label={`Tier ${index + 1}: minutes locked`}
              classNames={{ input: 'mono' }}
              inputMode="numeric"
              autoComplete="off"
              {...form.getInputProps(`tiers.${index}.duration`)}
            />
            <div className={classes.tierButtons}>
              <TierButton
                what={`up-${index}`}
                name={`Move tier ${index + 1} up`}
                sign="↑"
                off={index === 0}
                onPress={() => move(index, index - 1, 'up')}
              />
              <TierButton
                what={`down-${index}`}
                name={`Move tier ${index + 1} down`}
                sign="↓"
                off={index === tiers.length - 1}
                onPress={() => move(index, index + 1, 'down')}
              />
              <TierButton
                what={`remove-${index}`}
                name={`Remove tier ${index + 1}`}
                sign="✕"
                off={false}
                onPress={() => remove(index)}
              />
            </div>
          </li>
        ))}
      </ol>
      <div className={`form-foot ${classes.addTier}`}>
        <Button
          variant="default"
          size="xs"
          data-do="add"
          data-path="tiers"
          aria-disabled={isFull}
          data-disabled={isFull}
          aria-describedby="tiers-problem"
          onClick={add}
        >
          Add tier
        </Button>
        <span id="tiers-problem" className="form-hint">
          {form.errors['tiers'] ?? (isFull ? 'Mosaic takes at most ten tiers.' : '')}
        </span>
      </div>
    </div>
  )
}

interface TierButtonProps {
  what: string
  name: string
  sign: string
  off: boolean
  onPress: () => void
}

function TierButton({ what, name, sign, off, onPress }: TierButtonProps) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      data-do={what}
      aria-label={name}
      aria-disabled={off}
      data-disabled={off}
      onClick={onPress}
    >
      {sign}
    </Button>
  )
}
