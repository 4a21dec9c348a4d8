/** When the page painted its first content, in epoch ms; waits for it. */
export function firstPaint(contents) {
  return contents.executeJavaScript(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [paint] = list.getEntriesByName('first-contentful-paint')
      if (paint) resolve(performance.timeOrigin + paint.startTime)
    }).observe({ type: 'paint', buffered: true })
  })`)
}
