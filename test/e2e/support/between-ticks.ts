import type { ElectronApplication } from 'playwright/test'

type Evaluate = (pageFunction: unknown, argument?: unknown) => Promise<unknown>

/**
 * Makes `evaluate` and `evaluateHandle` wait for main's next turn before they do anything.
 *
 * The inspector runs what Playwright sends wherever main happens to be, by an interrupt. If that is the instant in which Node has
 * found its queue of `process.nextTick` empty and has not yet noted so, then what is put there now is never run, nor is anything
 * after it: every stream of main stands still, the page's own files included. `setImmediate` has no such instant.
 */
export function evaluateBetweenTicks(app: ElectronApplication): void {
  const own = app as unknown as Record<'evaluate' | 'evaluateHandle', Evaluate>
  for (const name of ['evaluate', 'evaluateHandle'] as const) {
    const evaluate = own[name].bind(app)
    own[name] = (pageFunction, argument) => {
      const text = `async (electron, argument) => {
        await new Promise((resolve) => setImmediate(resolve))
        return (${String(pageFunction)})(electron, argument)
      }`
      // Playwright sends a function's text, and a closure would not reach main
      return evaluate(
        Object.assign(() => undefined, { toString: () => text }),
        argument
      )
    }
  }
}
