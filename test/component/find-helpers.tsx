import { screen } from '@testing-library/react'
import { App } from '../../src/renderer/App'
import type { Input } from '../../src/shared/contract'
import type { AppError } from '../../src/shared/errors'
import type { FindAnswer, FindQuestion, FindResult } from '../../src/shared/find'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aUser } from './fixtures'
import { renderScreen } from './render'

export const ana = aUser()
export const ben = aUser({
  id: 'ben',
  displayName: 'Ben Okafor',
  email: { value: 'ben@example.com', verified: false }
})
export const cleo = aUser({ id: 'cleo', displayName: 'Cleo Sand', status: 'Disabled' })
export const slowHost: AppError = { kind: 'unreachable', cause: 'timeout', host: 'api.example' }

export const card: FakeHandlers = {
  'app.ready': () => null,
  'user.authenticators': () => [],
  'user.sessions': () => ({ sessions: [], errors: [] }),
  'user.groups': () => []
}

export const box = () => screen.getByRole('searchbox', { name: 'Find a user' })
export const option = (name: RegExp) => screen.findByRole('option', { name })

export async function start(find: NonNullable<FakeHandlers['find']>, more: FakeHandlers = {}) {
  const view = renderScreen(<App />, { ...card, find, ...more })
  await screen.findByRole('heading', { name: /Find a caller/ })
  return view
}

/** A search that goes on until `end`: main has asked `questions`, and says more on request. */
export async function startRunning(text: string, questions: FindQuestion[]) {
  const end = deferred<FindResult>()
  let asked: Input<'find'> | undefined
  let aborted = false
  const view = await start((input, signal) => {
    asked = input
    signal.addEventListener('abort', () => (aborted = true))
    return end.promise
  })
  await view.user.type(box(), `${text}{Enter}`)
  const searchId = asked?.searchId ?? ''
  view.emit('find.asked', { searchId, questions })
  return {
    ...view,
    end: end.resolve,
    isAborted: () => aborted,
    answer: (answer: FindAnswer) => view.emit('find.answer', { searchId, answer })
  }
}
