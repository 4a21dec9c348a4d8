import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import type { Output } from '../../shared/contract'
import { describeError } from '../../shared/error-text'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { appStateKey } from '../state/queries'
import { useAct } from '../user/credentials/use-act'

export interface RotationOf {
  tenantId: string
  applicationId: string
}

type Rotated = Output<'tenants.rotateSecret'>

/** How the last try ended. */
export type Rotation =
  /** `remarks`: what did not go well besides, in sentences */
  | { state: 'replaced'; where: 'keychain' | 'session'; remarks: string[] }
  /** it works and is stored, but the old one is in the keychain still */
  | { state: 'not-dropped'; error: AppError }
  /** it works, but was not stored: the old one is as it was */
  | { state: 'not-kept'; error: AppError }
  /** it works, and the keychain holds it or the old one */
  | { state: 'unsure'; error: AppError }
  /** Mosaic did not give it a token: nothing was replaced */
  | { state: 'refused'; report: Rotated['report'] }
  | { state: 'failed'; error: AppError }

/** Whether the new secret is the one in use from now on. */
export const isReplaced = (rotation: Rotation | undefined): boolean =>
  rotation?.state === 'replaced' || rotation?.state === 'not-dropped'

/** Tries what is typed in the field, and has it replace the old secret. The field is read, and emptied, through the DOM only. */
export function useRotation(of: RotationOf, field: RefObject<HTMLInputElement | null>) {
  const client = useQueryClient()
  const { busy, act } = useAct()
  const [rotation, setRotation] = useState<Rotation>()
  const [wrong, setWrong] = useState<string>()
  const [isTried, setTried] = useState(false)

  const reject = (why: string) => {
    setWrong(why)
    field.current?.focus()
  }
  const rotate = () => {
    if ((field.current?.value ?? '') === '') return reject('Paste the new secret.')
    act(async (isShown) => {
      setRotation(undefined)
      setWrong(undefined)
      setTried(true)
      const ended = await send(of, field)
      if ('state' in ended) {
        client.setQueryData(appStateKey(), ended.state)
        void client.invalidateQueries({ queryKey: ['secret-status'] })
      }
      if (!isShown()) return
      const rotated = 'state' in ended ? rotationOf(ended, of) : failedOf(ended.error)
      if (typeof rotated === 'string') return reject(rotated)
      if (isReplaced(rotated) && field.current) field.current.value = ''
      setRotation(rotated)
    })
  }
  return { busy, rotation, wrong, isTried, rotate, onTyped: () => setWrong(undefined) }
}

async function send(
  of: RotationOf,
  field: RefObject<HTMLInputElement | null>
): Promise<Rotated | { error: AppError }> {
  try {
    return await call('tenants.rotateSecret', { ...of, secret: field.current?.value ?? '' })
  } catch (thrown) {
    return { error: toAppError(thrown) }
  }
}

function rotationOf({ report, remark, secretProblem, state }: Rotated, of: RotationOf): Rotation {
  if (report.result !== 'good') return { state: 'refused', report }
  const remarks = remark === undefined ? [] : [remark]
  if (secretProblem?.what === 'not-noted') {
    const notNoted = `Since when it is there could not be noted: ${describeError(secretProblem.error).title}`
    return { state: 'replaced', where: 'keychain', remarks: [...remarks, notNoted] }
  }
  if (secretProblem !== undefined) return { state: secretProblem.what, error: secretProblem.error }
  const tenant = state.tenants.find(({ id }) => id === of.tenantId)
  const application = tenant?.applications.find(({ id }) => id === of.applicationId)
  return { state: 'replaced', where: application?.secretStored === false ? 'session' : 'keychain', remarks }
}

/** A sentence where it is about what was typed. */
function failedOf(error: AppError): Rotation | string {
  const atField = error.kind === 'invalid-input' ? error.fields['secret'] : undefined
  return atField ?? { state: 'failed', error }
}
