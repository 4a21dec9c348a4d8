import { describe, expect, it } from 'vitest'
import { updateNews } from '../../../src/renderer/updates/update-news'
import { failureWords, isOffered, offWords, stateWords } from '../../../src/renderer/updates/update-words'
import {
  type UpdateFailure,
  updateFailure,
  updateMode,
  type UpdateStep,
  type UpdateView,
  updateWay
} from '../../../src/shared/updates'

const version = '0.2.0'
const available: UpdateStep = { step: 'available', version }
const failed = (why: UpdateFailure, more = {}): Extract<UpdateStep, { step: 'failed' }> => ({
  step: 'failed',
  why,
  detail: 'x',
  ...more
})
const steps: UpdateStep[] = [
  { step: 'idle' },
  { step: 'checking' },
  { step: 'current' },
  available,
  { step: 'downloading', version, percent: 41.7 },
  { step: 'ready', version },
  ...updateFailure.options.map((why) => failed(why, { version }))
]
const views: UpdateView[] = updateWay.options.flatMap((way) =>
  updateMode.options.flatMap((mode) => steps.map((state) => ({ installed: '0.1.0', way, mode, state })))
)
const aView = (more: Partial<UpdateView>): UpdateView => ({
  installed: '0.1.0',
  way: 'self',
  mode: 'automatic',
  state: { step: 'idle' },
  ...more
})

describe('where updates stand', () => {
  it.each<[string, Partial<UpdateView>, RegExp]>([
    ['no feed', { way: 'none' }, /^This build does not look for updates\.$/],
    ['policy', { mode: 'off' }, /policy has switched updates off\.$/],
    ['not asked', {}, /^Tessera has not looked for a newer version/],
    ['asking', { state: { step: 'checking' } }, /^Looking/],
    ['newest', { state: { step: 'current' } }, /^Tessera 0\.1\.0 is the newest version/],
    [
      'by others',
      { way: 'outside', state: available },
      /^Version 0\.2\.0 is there.*looks after this computer/
    ],
    ['by others, told', { way: 'outside', mode: 'tell', state: available }, /looks after this computer/],
    ['on request', { mode: 'tell', state: available }, /downloaded when you ask for it/],
    ['by itself', { state: available }, /downloaded by itself/],
    ['on its way', { state: { step: 'downloading', version, percent: 3 } }, /^Version 0\.2\.0 is being/],
    [
      'there',
      { state: { step: 'ready', version } },
      /^Version 0\.2\.0 is ready\. It is installed when Tessera/
    ],
    [
      'there, for the button alone',
      { state: { step: 'ready', version, byButton: true } },
      /^Version 0\.2\.0 is ready\. It is installed by “Restart and update”\.$/
    ],
    [
      'there, after it failed',
      { state: { step: 'ready', version, tries: 1 } },
      /is ready\. It was to be installed before and was not\. It is installed when Tessera quits\.$/
    ],
    [
      'there, after it failed again and again',
      { state: { step: 'ready', version, tries: 2, byButton: true } },
      /was not, 2 times\. It is installed by “Restart/
    ]
  ])('%s', (_, view, words) => {
    expect(stateWords(aView(view))).toMatch(words)
  })

  it('is a sentence in every case but a failure, and nothing is said of one that nobody looks for', () => {
    for (const view of views) {
      const words = stateWords(view)
      const off = offWords(view)
      if (off !== undefined) expect(words).toBe(off)
      else if (view.state.step === 'failed') expect(words).toBeUndefined()
      else expect(words).toMatch(/^[A-Z].*[.…]$/)
    }
  })

  it('has something to press for only where Tessera replaces itself and the policy leaves it to agents', () => {
    expect(views.filter(isOffered)).toEqual([aView({ mode: 'tell', state: available })])
  })
})

describe('a failed update', () => {
  it.each(updateFailure.options)('%s: says that the installed version stays, and what to do', (why) => {
    for (const given of [{}, { version }]) {
      const { title, todo } = failureWords(failed(why, given), '0.1.0')
      expect(title).toMatch(/^Update.*\.$/)
      expect(todo).toMatch(/Tessera 0\.1\.0 stays as it is\..+\.$/)
    }
  })

  it('an older version is no alarm, and is never installed', () => {
    const { title, todo } = failureWords(failed('downgrade', { version: '0.0.9' }), '0.1.0')
    expect(title).toBe('Update: the feed offers the older version 0.0.9.')
    expect(todo).toMatch(/never installs an older version/)
    expect(`${title} ${todo}`).not.toMatch(/refused|security/)
  })

  it.each(['signature', 'damaged'] as const)('%s is refused, and goes to security', (why) => {
    const { title, todo } = failureWords(failed(why, { version }), '0.1.0')
    expect(title).toMatch(/^Update refused:/)
    expect(todo).toMatch(/security team/)
  })
})

describe('news of updates', () => {
  const newsOf = (state: UpdateStep, more: Partial<UpdateView> = {}) => updateNews(aView({ state, ...more }))

  it('are what is ready, what waits for somebody, and what was refused', () => {
    expect(newsOf({ step: 'ready', version })).toMatchObject({ tone: 'plain', words: 'Update ready' })
    expect(newsOf(available, { mode: 'tell' })).toMatchObject({ tone: 'plain', words: 'Update available' })
    expect(newsOf(available, { way: 'outside' })).toMatchObject({ words: 'Update available' })
    for (const why of ['signature', 'damaged'] as const) {
      const news = newsOf(failed(why))
      expect(news).toMatchObject({ tone: 'bad', words: 'Update refused' })
      // nor does it go and come while it is looked for anew
      expect(newsOf({ step: 'checking', failed: failed(why) })).toEqual(news)
    }
  })

  it('are not what nobody has to know', () => {
    expect(updateNews(undefined)).toBeUndefined()
    expect(newsOf(available)).toBeUndefined()
    for (const state of [{ step: 'idle' }, { step: 'checking' }, { step: 'current' }] as const)
      expect(newsOf(state)).toBeUndefined()
    expect(newsOf({ step: 'downloading', version, percent: 5 })).toBeUndefined()
    for (const why of ['unreachable', 'install', 'downgrade'] as const) {
      expect(newsOf(failed(why))).toBeUndefined()
      expect(newsOf({ step: 'checking', failed: failed(why) })).toBeUndefined()
    }
    for (const view of views) if (offWords(view) !== undefined) expect(updateNews(view)).toBeUndefined()
  })

  it('have a key for each version and each reason', () => {
    const all = [
      newsOf({ step: 'ready', version }),
      newsOf({ step: 'ready', version: '0.3.0' }),
      newsOf(available, { way: 'outside' }),
      newsOf(failed('signature')),
      newsOf(failed('signature', { version })),
      newsOf(failed('damaged', { version }))
    ]
    expect(new Set(all.map((news) => news?.key)).size).toBe(all.length)
    expect(newsOf(failed('signature', { detail: 'another' }))?.key).toBe(newsOf(failed('signature'))?.key)
  })
})
