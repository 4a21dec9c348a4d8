import type { Page } from 'playwright/test'

/** What does not fit: a document wider than its window, controls and texts that reach out of their box or the window. */
export const cutOff = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) found.push(`the document is ${root.scrollWidth} wide`)
    const tell = (element: Element, why: string) =>
      found.push(`${element.tagName} "${(element.textContent ?? '').trim().slice(0, 60)}" ${why}`)
    const isClipped = (style: CSSStyleDeclaration) =>
      style.overflowX === 'hidden' || style.overflowX === 'clip'
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      if (!element.checkVisibility({ visibilityProperty: true }) || box.width < 2 || box.height < 2) continue
      if (box.right > root.clientWidth + 1 || box.left < -1)
        tell(element, `reaches from ${box.left} to ${box.right}`)
      const isControl = element.matches('button, input, select, summary, [role=menuitem], [role=option]')
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent?.trim() !== ''
      )
      if (!isControl && !hasText) continue
      // a text that is shortened must say so by its ellipsis and be whole on hover
      const shortened = style.textOverflow === 'ellipsis' && element.closest('[title]') !== null
      const scrolls = ['auto', 'scroll'].includes(style.overflowX)
      const tooWide = element.scrollWidth > element.clientWidth + 1
      if (tooWide && element.clientWidth > 0 && !shortened && !scrolls && !element.matches('input, select'))
        tell(element, `needs ${element.scrollWidth} and has ${element.clientWidth}`)
      if (isClipped(style) && element.scrollHeight > element.clientHeight + 2)
        tell(element, `needs ${element.scrollHeight} in height and has ${element.clientHeight}`)
      if (isControl && element.matches('button') && box.height < 22)
        tell(element, `is only ${box.height} high`)
    }
    return found
  })
