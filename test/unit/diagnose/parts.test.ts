import { describe, expect, it } from 'vitest'
import { lookAt } from '../../../src/main/diagnose/parts'
import { good } from '../../../src/main/diagnose/finding'

const withinMs = 5_000

describe('the parts of the report', () => {
  it('tell a part that fails in its place, without its message', async () => {
    const sections = await lookAt([
      {
        title: 'Throws',
        withinMs,
        look: () => {
          throw new TypeError('the secret is hunter2')
        }
      },
      {
        title: 'Rejects',
        withinMs,
        look: () => Promise.reject(Object.assign(new Error('hunter2'), { code: 'EIO' }))
      },
      {
        title: 'Odd',
        withinMs,
        look: () => Promise.reject(Object.assign(new Error('x'), { name: 'hunter 2' }))
      },
      { title: 'Good', withinMs, look: () => [good('a', 'b')] }
    ])
    expect(sections.map(({ findings }) => findings[0]?.value)).toEqual([
      'failed (TypeError)',
      'failed (EIO)',
      'failed (Error)',
      'b'
    ])
    expect(sections.map(({ findings }) => findings[0]?.state)).toEqual([
      ...Array(3).fill('attention'),
      'good'
    ])
  })

  it('do not wait for one that hangs', async () => {
    const [section] = await lookAt([
      { title: 'Hangs', withinMs: 20, look: () => new Promise(() => undefined) }
    ])
    expect(section?.findings).toEqual([expect.objectContaining({ state: 'attention', label: 'Examination' })])
  })
})
