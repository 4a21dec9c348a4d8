import { describe, expect, it } from 'vitest'
import { addressOf, readFeed } from '../../../src/main/updates/feed-address'
import { feedKey } from './signed-feed'

const key = feedKey()
const other = feedKey()
const built = { url: 'https://updates.example.com/tessera', keys: [key.text] }

describe('the feed', () => {
  it('is the build’s, as a folder', () => {
    const feed = readFeed({ feed: built, flavour: 'release' }, {})
    expect(feed?.base.href).toBe('https://updates.example.com/tessera/')
    expect(feed?.keys).toEqual([key.raw])
  })

  it.each([
    'http://updates.example.com/',
    'http://localhost.example.com/',
    'https://user@updates.example.com/',
    'https://user:word@updates.example.com/',
    'ftp://updates.example.com/',
    'file:///tmp/feed/',
    'updates.example.com',
    ''
  ])('is none at %s', (url) => {
    expect(readFeed({ feed: { ...built, url }, flavour: 'release' }, {})).toBeUndefined()
  })

  it.each(['http://127.0.0.1:8080/feed/', 'http://localhost/', 'http://[::1]:1/'])('may be %s', (url) => {
    expect(readFeed({ feed: { ...built, url }, flavour: 'release' }, {})?.base.href).toBe(url)
  })

  it('is none without a key that can be read', () => {
    for (const keys of [[], ['AAAA'], [key.raw.toString('hex')], [`${key.text}A`]])
      expect(readFeed({ feed: { ...built, keys }, flavour: 'release' }, {})).toBeUndefined()
    const keys = ['AAAA', other.text]
    expect(readFeed({ feed: { ...built, keys }, flavour: 'release' }, {})?.keys).toEqual([other.raw])
  })

  it('is the environment’s in the test flavour only, with its keys', () => {
    const env = {
      TESSERA_UPDATE_FEED: 'http://127.0.0.1:9/',
      TESSERA_UPDATE_KEYS: `${key.text}, ${other.text}`
    }
    const feed = readFeed({ feed: built, flavour: 'test' }, env)
    expect(feed?.base.href).toBe('http://127.0.0.1:9/')
    expect(feed?.keys).toEqual([key.raw, other.raw])
    expect(readFeed({ feed: undefined, flavour: 'test' }, env)).toEqual(feed)
    expect(readFeed({ feed: built, flavour: 'release' }, env)?.base.host).toBe('updates.example.com')
    expect(readFeed({ feed: undefined, flavour: 'release' }, env)).toBeUndefined()
    expect(readFeed({ feed: built, flavour: 'development' }, env)).toBeUndefined()
    // its address alone does not borrow the build's keys
    expect(readFeed({ feed: built, flavour: 'test' }, { ...env, TESSERA_UPDATE_KEYS: '' })).toBeUndefined()
  })

  it('waits before it asks again for what does not fit, as the test flavour is told to', () => {
    const env = { TESSERA_UPDATE_AGAIN_MS: '5' }
    expect(readFeed({ feed: built, flavour: 'release' }, env)?.againMs).toBe(30_000)
    expect(readFeed({ feed: built, flavour: 'test' }, {})?.againMs).toBe(30_000)
    expect(readFeed({ feed: built, flavour: 'test' }, env)?.againMs).toBe(5)
  })

  it('takes its query to each of its files', () => {
    const feed = readFeed({ feed: { ...built, url: 'https://a.example/f?sig=1#x' }, flavour: 'release' }, {})
    expect(feed && addressOf(feed, 'a+b.AppImage').href).toBe('https://a.example/f/a%2Bb.AppImage?sig=1')
  })
})
