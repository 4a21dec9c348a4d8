import { useCallback, useRef, useState } from 'react'
import type { BundleExported } from '../../shared/bundle-view'
import { mostBundledTenants, tooManyTenants } from '../../shared/bundle-limits'
import { type AppError, toAppError } from '../../shared/errors'
import type { TenantSummary } from '../../shared/tenant'
import { call } from '../bridge/client'

/** As main asks for it. */
const shortestPassphrase = 12

export interface ExportErrors {
  tenants?: string | undefined
  issuer?: string | undefined
  passphrase?: string | undefined
  repeat?: string | undefined
}

interface Values {
  chosen: ReadonlySet<string>
  withPolicy: boolean
  withDefaults: boolean
  withSecrets: boolean
}

const notSame = 'The two passphrases are not the same.'

/** The form "Export bundle". Its passphrase is read from the fields when it is sent, and they are emptied once it did its work. */
export function useExport(tenants: TenantSummary[], agent: string, mayTakeSecrets: boolean) {
  const issuer = useRef<HTMLInputElement>(null)
  const passphrase = useRef<HTMLInputElement>(null)
  const repeat = useRef<HTMLInputElement>(null)
  const [values, setValues] = useState<Values>(() => ({
    chosen: new Set(tenants.map(({ id }) => id)),
    withPolicy: false,
    withDefaults: false,
    withSecrets: false
  }))
  const [errors, setErrors] = useState<ExportErrors>({})
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<AppError>()
  const [cancelled, setCancelled] = useState(false)
  const [done, setDone] = useState<{ exported: BundleExported; withSecrets: boolean; parts: string[] }>()

  const setMany = useCallback((ids: string[], isChosen: boolean) => {
    setValues((old) => {
      const chosen = new Set(old.chosen)
      for (const id of ids) {
        if (isChosen) chosen.add(id)
        else chosen.delete(id)
      }
      return { ...old, chosen }
    })
    setErrors((all) => ({ ...all, tenants: undefined }))
  }, [])
  const toggle = useCallback((id: string, isChosen: boolean) => setMany([id], isChosen), [setMany])

  const withSecrets = values.withSecrets && mayTakeSecrets
  const isSame = () => passphrase.current?.value === repeat.current?.value
  /** Told when the second one is left, not while it is being typed. */
  const checkRepeat = () => {
    const wrong = repeat.current?.value !== '' && !isSame()
    setErrors((all) => ({ ...all, repeat: wrong ? notSame : undefined }))
  }
  /** A fault is taken back as soon as it is none any more. */
  const onTyped = () => {
    setErrors((all) => ({ ...all, passphrase: undefined, ...(isSame() && { repeat: undefined }) }))
  }

  const faults = (tenantIds: string[]): ExportErrors => {
    const typed = passphrase.current?.value ?? ''
    return {
      ...(tenantIds.length > mostBundledTenants && { tenants: tooManyTenants }),
      ...(tenantIds.length === 0 &&
        !values.withPolicy &&
        !values.withDefaults && { tenants: 'Choose a tenant, or the policy or the defaults.' }),
      ...(issuer.current?.value.trim() === '' && { issuer: 'Say who makes this bundle.' }),
      ...(withSecrets &&
        typed.length < shortestPassphrase && {
          passphrase: `Use at least ${shortestPassphrase} characters.`
        }),
      ...(withSecrets && !isSame() && { repeat: notSame })
    }
  }
  /** Marks the fields and goes to the first; false where there is nothing to mark. */
  const show = (found: ExportErrors): boolean => {
    setErrors(found)
    const at = found.issuer ? issuer : found.passphrase ? passphrase : found.repeat ? repeat : undefined
    at?.current?.focus()
    return at !== undefined || found.tenants !== undefined
  }
  const fail = (error: AppError) => {
    const fields = error.kind === 'invalid-input' ? error.fields : {}
    const atFields = show({
      issuer: fields['issuer'],
      passphrase: fields['passphrase'],
      tenants: fields['tenantIds']
    })
    setFailed(atFields ? undefined : error)
  }

  const exportNow = async (tenantIds: string[]) => {
    setBusy(true)
    setFailed(undefined)
    setCancelled(false)
    const { withPolicy, withDefaults } = values
    try {
      const exported = await call('bundle.export', {
        tenantIds,
        issuer: issuer.current?.value ?? agent,
        withPolicy,
        withDefaults,
        ...(withSecrets && { passphrase: passphrase.current?.value ?? '' })
      })
      if (exported.fileName === undefined) setCancelled(true)
      else {
        for (const field of [passphrase, repeat]) if (field.current) field.current.value = ''
        const parts = [withPolicy && 'the policy', withDefaults && 'the defaults']
        setDone({ exported, withSecrets, parts: parts.filter((part) => part !== false) })
      }
    } catch (thrown) {
      fail(toAppError(thrown))
    }
    setBusy(false)
  }
  const send = () => {
    if (busy) return
    // one that was removed meanwhile is not asked for
    const tenantIds = tenants.map(({ id }) => id).filter((id) => values.chosen.has(id))
    if (!show(faults(tenantIds))) void exportNow(tenantIds)
  }
  const put = (more: Partial<Values>) => {
    setValues((old) => ({ ...old, ...more }))
    setErrors((all) => ({ ...all, tenants: undefined }))
  }
  return {
    issuer,
    passphrase,
    repeat,
    values: { ...values, withSecrets },
    // all are chosen at the beginning: that these are too many is said at once, not when all else is entered
    errors: { ...errors, ...(values.chosen.size > mostBundledTenants && { tenants: tooManyTenants }) },
    busy,
    failed,
    cancelled,
    done,
    toggle,
    setMany,
    setPolicy: (withPolicy: boolean) => put({ withPolicy }),
    setDefaults: (withDefaults: boolean) => put({ withDefaults }),
    setSecrets: (checked: boolean) => put({ withSecrets: checked }),
    onIssuer: () => setErrors((all) => ({ ...all, issuer: undefined })),
    onTyped,
    checkRepeat,
    send
  }
}
