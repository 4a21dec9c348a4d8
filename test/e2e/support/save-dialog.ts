import type { Tessera } from '../app'

/**
 * Answers the system's dialog "Save the journal" from now on, which no test can operate: with that path, or, without one, as
 * if the agent thought better of it.
 */
export const answerSaveDialog = ({ app }: Tessera, path?: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    const answer = { canceled: path === undefined, filePath: path ?? '' }
    dialog.showSaveDialog = () => Promise.resolve(answer)
  }, path)
