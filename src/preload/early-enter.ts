/** Set on the static frame's search box when Enter was pressed in it (renderer/main.tsx). */
const mark = 'enterPressed'

/**
 * Notes Enter in the search box of the static frame, which stands before the page's own script runs: the page finds the note
 * on the box. Ends as that script has run.
 */
export function noteEarlyEnter(): void {
  const note = ({ key, target, isComposing, repeat }: KeyboardEvent): void => {
    if (key === 'Enter' && !isComposing && !repeat && target instanceof HTMLInputElement)
      target.dataset[mark] = ''
  }
  addEventListener('keydown', note, true)
  // module scripts have run by then
  addEventListener('DOMContentLoaded', () => removeEventListener('keydown', note, true), { once: true })
}
