// What runs inside the page, where its clock and its events are: nothing of the driver's own time is counted.
// Each function is sent as text, so it can use nothing around it.

const LOOK_UP_MS = 10_000
/**
 * An agent's finger needs longer than this from the last letter to Enter: what typing set off is over by then, and processes and
 * connections have gone to sleep. Whatever is compared waits for so long, too.
 */
export const pauseMs = 60

/**
 * Ends the last call, types `text` into the search box and presses Enter. Answers the milliseconds from Enter until the card's
 * heading is `name`, and until the frame after that was painted.
 */
export async function lookUp(page, text, name) {
  await page.evaluate(typeInPage, { text, label: findBox })
  await page.waitForTimeout(pauseMs)
  return page.evaluate(enterInPage, { text, name, limitMs: LOOK_UP_MS })
}

/** One call over the bridge, in milliseconds. */
export const invoke = (page, operation, input) => page.evaluate(invokeInPage, { operation, input })

/**
 * The same for the look-up across tenants, on its screen: the milliseconds from Enter until the summary says that all have answered.
 */
export async function lookUpAcross(page, text, summary) {
  await page.evaluate(typeInPage, { text, label: lookUpBox })
  await page.waitForTimeout(pauseMs)
  return page.evaluate(enterAcrossInPage, { text, label: lookUpBox, summary, limitMs: LOOK_UP_MS })
}

const findBox = 'Find a user'
const lookUpBox = 'Find in all tenants'

function typeInPage({ text, label }) {
  const box = document.querySelector(`input[aria-label="${label}"]`)
  box.focus()
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  // React listens to the event and asks the element, not its own copy.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, text)
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

function enterInPage({ text, name, limitMs }) {
  const box = document.querySelector('input[aria-label="Find a user"]')
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${text} was not shown in ${limitMs} ms`)), limitMs)
    const observer = new MutationObserver(() => {
      const heading = document.querySelector('[aria-label="User"] h1')
      if (heading?.textContent !== name) return
      const shown = performance.now() - began
      observer.disconnect()
      clearTimeout(timer)
      // a task that a frame's callback sets off runs when that frame is through
      requestAnimationFrame(() =>
        setTimeout(() => resolve({ heading: shown, painted: performance.now() - began }))
      )
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    const began = performance.now()
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  })
}

// what the last look-up said goes with the first change after Enter
function enterAcrossInPage({ text, label, summary, limitMs }) {
  const box = document.querySelector(`input[aria-label="${label}"]`)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${text}: not all answered in ${limitMs} ms`)), limitMs)
    const isSaid = () =>
      [...document.querySelectorAll('[role="status"]')].some((one) => one.textContent.startsWith(summary))
    const observer = new MutationObserver(() => {
      if (!isSaid()) return
      observer.disconnect()
      clearTimeout(timer)
      resolve(performance.now() - began)
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    const began = performance.now()
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  })
}

async function invokeInPage({ operation, input }) {
  const began = performance.now()
  const answer = await window.tessera.invoke(operation, input)
  const took = performance.now() - began
  if (!answer.ok) throw new Error(`${operation} failed: ${JSON.stringify(answer.error)}`)
  return took
}
