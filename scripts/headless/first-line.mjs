const START_MS = 15_000

/** The first line that a starting helper writes to `stream`. Throws with its stderr when it ends or stays silent. */
export async function firstLine(child, stream, name) {
  let complaint = ''
  child.stderr.on('data', (part) => (complaint += part))
  let timer
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${START_MS / 1000} s`)), START_MS)
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`it ended with ${code}`)))
      let text = ''
      stream.on('data', (part) => {
        text += part
        if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')).trim())
      })
    })
  } catch (error) {
    await child.stop()
    throw new Error(`${name} did not start: ${error.message}\n${complaint}`.trim(), { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
