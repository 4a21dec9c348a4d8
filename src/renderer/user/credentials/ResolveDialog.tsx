import { useState } from 'react'
import { missingFor } from '../../call/gates'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { useTenantRules } from '../../state/queries'
import { Who } from '../actions/Who'
import type { CredentialDialogProps } from './dialog'
import { type ResolveStep, type StepOffer, stepNames, stepOffers } from './resolve-steps'
import classes from './Resolve.module.css'
import { ResolveRun } from './ResolveRun'
import { useResolve } from './use-resolve'

/** Sessions, password and lock in one act: asked once, then each step answers for itself. */
export function ResolveDialog(props: CredentialDialogProps) {
  const { user, tenant, call, authenticators, onClose, onNeedsVerification } = props
  const resolve = useResolve(props)
  // as it was when the question was put: nothing is chosen or dropped under the agent's eyes
  const rules = useTenantRules(tenant)
  const [offers] = useState(() => stepOffers({ user, tenant, authenticators, call, rules }))
  const [chosen, setChosen] = useState<ReadonlySet<ResolveStep>>(
    () => new Set(offers.filter(({ preselected }) => preselected).map(({ step }) => step))
  )
  const [isNone, setNone] = useState(false)

  if (resolve.runs !== undefined) {
    return <ResolveRun {...props} resolve={resolve} runs={resolve.runs} />
  }
  const toggle = (step: ResolveStep) => {
    setNone(false)
    setChosen((all) =>
      all.has(step) ? new Set([...all].filter((one) => one !== step)) : new Set([...all, step])
    )
  }
  const confirm = () => {
    if (chosen.size === 0) return setNone(true)
    // asked before anything is done, so that nothing stays half done
    const now = Date.now()
    if ([...chosen].some((step) => missingFor(call, step, now) > 0)) return onNeedsVerification()
    resolve.start(chosen)
  }
  return (
    <ConfirmDialog
      title="Resolve"
      confirmLabel="Resolve"
      again="e"
      onConfirm={confirm}
      onCancel={() => onClose()}
    >
      <Who user={user} tenant={tenant} />
      <ul className={classes.steps} aria-label="Steps">
        {offers.map((offer) => (
          <Offer
            key={offer.step}
            offer={offer}
            checked={chosen.has(offer.step)}
            onToggle={() => toggle(offer.step)}
          />
        ))}
      </ul>
      <p className={classes.none} role="alert">
        {isNone && 'Choose at least one step.'}
      </p>
    </ConfirmDialog>
  )
}

interface OfferProps {
  offer: StepOffer
  checked: boolean
  onToggle: () => void
}

function Offer({ offer: { step, words, off }, checked, onToggle }: OfferProps) {
  const wordsId = `resolve-${step}`
  return (
    <li className={classes.offer}>
      <label className={classes.choice}>
        <input
          type="checkbox"
          checked={checked}
          disabled={off}
          aria-describedby={wordsId}
          onChange={onToggle}
        />
        {stepNames[step]}
      </label>
      <p id={wordsId} className={classes.words}>
        {words}
      </p>
    </li>
  )
}
