import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWindowState, writeWindowState } from '../../../src/main/shell/window-state'

let folder: string
const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }]
const fallback = { place: { width: 1280, height: 800 }, maximized: false }
const store = (text: string) => writeFileSync(join(folder, 'window.json'), text)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-window-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('where the window was', () => {
  it('comes back as it was written', () => {
    const place = { x: 100, y: 50, width: 1000, height: 700 }
    writeWindowState(folder, { place, maximized: true })
    expect(readWindowState(folder, screens)).toEqual({ place, maximized: true })
    expect(readdirSync(folder)).toEqual(['window.json'])
    expect(statSync(join(folder, 'window.json')).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['no file', undefined],
    ['an empty file', ''],
    ['half a file', '{"width":1000,"hei'],
    ['another type', '[1,2]'],
    ['null', 'null'],
    ['texts', '{"width":"1000","height":"700"}'],
    ['too small', '{"width":100,"height":700}'],
    ['too large', '{"width":1000,"height":700000}'],
    ['no whole number', '{"width":1000.5,"height":700}'],
    ['not finite', '{"width":1e999,"height":700}']
  ])('%s gives the default', (_what, text) => {
    if (text !== undefined) store(text)
    expect(readWindowState(folder, screens)).toEqual(fallback)
  })

  it.each([
    ['on a screen that is gone', { x: 2500, y: 100 }],
    ['above the screen', { x: 100, y: -400 }],
    ['below the screen', { x: 100, y: 1060 }],
    ['only a sliver to see', { x: -950, y: 100 }],
    ['no place', {}],
    ['half a place', { x: 10 }],
    ['an odd place', { x: 'left', y: 3 }]
  ])('%s keeps the size only', (_what, place) => {
    store(JSON.stringify({ width: 1000, height: 700, ...place }))
    expect(readWindowState(folder, screens).place).toEqual({ width: 1000, height: 700 })
  })

  it('is not worth failing for', () => {
    const place = { x: 0, y: 0, width: 1000, height: 700 }
    mkdirSync(join(folder, 'window.json'))
    expect(readWindowState(folder, screens)).toEqual(fallback)
    expect(() => writeWindowState(folder, { place, maximized: false })).not.toThrow()
    expect(() => writeWindowState(join(folder, 'not-there'), { place, maximized: false })).not.toThrow()
  })

  it('replaces the file as a whole', () => {
    store('{"width":1000,"height":700,"extra":1}')
    writeWindowState(folder, { place: { x: 1, y: 2, width: 1001, height: 701 }, maximized: false })
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toEqual({
      x: 1,
      y: 2,
      width: 1001,
      height: 701,
      maximized: false
    })
  })
})
