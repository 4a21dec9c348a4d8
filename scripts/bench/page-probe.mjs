// What runs inside the page, where its clock and its events are: nothing of the driver's own time is counted.
// Each function is sent as text, so it can use nothing around it.

const LOOK_UP_MS = 10_000

/**
 * Types `text` into the search box and presses Enter. Answers the milliseconds from Enter until the card's heading
 * is `name`.
 */
export const lookUp = (page, text, name) => page.evaluate(lookUpInPage, { text, name, limitMs: LOOK_UP_MS })

/** One call over the bridge, in milliseconds. */
export const invoke = (page, operation, input) => page.evaluate(invokeInPage, { operation, input })

function lookUpInPage({ text, name, limitMs }) {
  const box = document.querySelector('input[aria-label="Find a user"]')
  // React listens to the event and asks the element, not its own copy.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, text)
  box.dispatchEvent(new Event('input', { bubbles: true }))
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${text} was not shown in ${limitMs} ms`)), limitMs)
    const observer = new MutationObserver(() => {
      const heading = document.querySelector('[aria-label="User"] h1')
      if (heading?.textContent !== name) return
      const took = performance.now() - began
      observer.disconnect()
      clearTimeout(timer)
      resolve(took)
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
