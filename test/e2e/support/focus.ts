import type { Page } from 'playwright/test'

/** What has the focus, and what is wrong with how that is shown; `again` when it was looked at before. */
export interface Focus {
  element: string
  faults: string[]
  again: boolean
}

/**
 * Looks at what has the focus: it, or the box around it, must be outlined, and the whole outline must be seen, with what comes
 * up beneath. Once the focus has moved on, the next look says so where the outline stayed. `undefined`: nothing has the focus.
 */
export const lookAtFocus = (page: Page): Promise<Focus | undefined> =>
  page.evaluate(() => {
    interface Ring {
      of: Element
      box: Element
      outline: string
    }
    const walk = window as unknown as { seen?: Set<Element>; last?: Ring | undefined }
    const seen = (walk.seen ??= new Set())
    const { last } = walk
    walk.last = undefined
    const faults: string[] = []
    const sides = ['left', 'top', 'right', 'bottom'] as const
    type Edges = Record<(typeof sides)[number], number>

    const nameOf = ({ localName, ariaLabel, textContent }: Element) =>
      `${localName} “${(ariaLabel ?? textContent).trim().slice(0, 80)}”`
    const isOutlined = (element: Element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
      const opacity = outlineColor.match(/[\d.]+/g)?.[3] ?? '1'
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && Number(opacity) > 0.5
    }
    /** The outer edges of an outline. */
    const ringOf = (box: Element): Edges => {
      const { outlineWidth, outlineOffset } = getComputedStyle(box)
      const reach = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset)
      const { left, top, right, bottom } = box.getBoundingClientRect()
      return { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach }
    }
    /** How far down that reaches which the focus alone brings up beneath, such as the exact time. */
    const tipOf = (element: Element): number => {
      const { content, position, top, height } = getComputedStyle(element, '::after')
      if (content === 'none' || position !== 'absolute') return Number.NEGATIVE_INFINITY
      return element.getBoundingClientRect().top + Number.parseFloat(top) + Number.parseFloat(height)
    }
    /** What an element shows of its content. */
    const viewOf = (element: Element): Edges => {
      const { clientLeft, clientTop, clientWidth, clientHeight } = element
      const { x, y } = element.getBoundingClientRect()
      const [left, top] = [x + clientLeft, y + clientTop]
      return { left, top, right: left + clientWidth, bottom: top + clientHeight }
    }
    const clippersOf = (box: Element) => {
      const found: Element[] = []
      for (let around = box.parentElement; around !== null; around = around.parentElement) {
        const { overflow, position } = getComputedStyle(around)
        if (overflow !== 'visible') found.push(around)
        if (position === 'fixed') break
      }
      return found
    }

    const focused = document.activeElement
    const isLeft = last?.box.isConnected === true && last.of !== focused
    if (isLeft && getComputedStyle(last.box).outline === last.outline)
      faults.push(`${nameOf(last.of)} keeps its outline`)
    if (focused === null || focused === document.body)
      return faults.length === 0 ? undefined : { element: 'nothing', faults, again: false }
    const element = nameOf(focused)
    const again = seen.has(focused)
    seen.add(focused)
    const tell = (fault: string) => void faults.push(`${element} ${fault}`)

    const box = [focused, focused.parentElement].find((one) => one !== null && isOutlined(one))
    if (box == null) tell('has no outline')
    else {
      walk.last = { of: focused, box, outline: getComputedStyle(box).outline }
      const ring = ringOf(box)
      ring.bottom = Math.max(ring.bottom, tipOf(focused))
      const cut = (what: string, view: Edges) => {
        const cutAt = sides.filter((side) => {
          const inwards = side === 'left' || side === 'top' ? 1 : -1
          return (view[side] - ring[side]) * inwards > 0.5
        })
        if (cutAt.length > 0) tell(`is cut off by ${what}: ${cutAt.join(', ')}`)
      }
      cut('the window', { left: 0, top: 0, right: innerWidth, bottom: innerHeight })
      for (const clipper of clippersOf(box)) cut(nameOf(clipper), viewOf(clipper))
    }
    if (!focused.checkVisibility({ opacityProperty: true, visibilityProperty: true })) tell('is not seen')
    const { left, top, width, height } = focused.getBoundingClientRect()
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2)
    if (onTop !== null && !focused.contains(onTop) && !onTop.contains(focused))
      tell(`lies under ${nameOf(onTop)}`)
    return { element, faults, again }
  })

/** More than any screen has of what can be reached. */
const most = 80

/** Presses the key until the focus has gone round; answers what was reached and what is wrong there. */
export async function walk(
  page: Page,
  key: 'Tab' | 'ArrowDown'
): Promise<{ reached: string[]; faults: string[] }> {
  const reached: string[] = []
  const faults = new Set<string>()
  // of an earlier walk in the same page
  await page.evaluate(() => Object.assign(window, { seen: undefined, last: undefined }))
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press(key)
    const focus = await lookAtFocus(page)
    for (const fault of focus?.faults ?? []) faults.add(fault)
    if (focus?.again) return { reached, faults: [...faults] }
    if (focus !== undefined) reached.push(focus.element)
  }
  throw new Error(`${key} was pressed ${most} times and has not gone round`)
}
