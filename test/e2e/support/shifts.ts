import type { Page } from 'playwright/test'

interface LayoutShift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

export interface Shift {
  /** as Chromium weighs it: how much of the window moved, and how far */
  value: number
  what: string
}

/**
 * What has moved since the document began, without a key or click in the half second before; Chromium kept it from the first
 * frame on. A text at the end of its line that grew towards the beginning has not moved.
 */
export const shifts = (page: Page): Promise<Shift[]> =>
  page.evaluate(async () => {
    const seen: PerformanceEntry[] = []
    const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()))
    observer.observe({ type: 'layout-shift', buffered: true })
    // what has moved by now is told after the next frame
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    await new Promise((done) => setTimeout(done))
    observer.disconnect()
    return (seen as LayoutShift[])
      .filter(({ hadRecentInput }) => !hadRecentInput)
      .flatMap(({ value, sources }) => {
        const moved = sources.filter(
          ({ previousRect: { right, top, height }, currentRect }) =>
            currentRect.right !== right || currentRect.top !== top || currentRect.height !== height
        )
        if (moved.length === 0 && sources.length > 0) return []
        const told = moved.map(({ node, previousRect: from, currentRect: to }) => {
          const name = `${node?.nodeName} “${node?.textContent?.slice(0, 40)}”`
          return `${name} from ${from.x},${from.y} to ${to.x},${to.y}`
        })
        return { value, what: told.join('; ') }
      })
  })
