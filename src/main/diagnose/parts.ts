import { attention, type Finding, type Section } from './finding'

/** One part of the report; `withinMs`: when it counts as hanging. */
export interface Part {
  title: string
  withinMs: number
  look(): Promise<Finding[]> | Finding[]
}

/** Looks at all parts at once. One that fails or hangs is told in its place; never rejects. */
export function lookAt(parts: readonly Part[]): Promise<Section[]> {
  return Promise.all(parts.map(async (part) => ({ title: part.title, findings: await findingsOf(part) })))
}

async function findingsOf({ look, withinMs }: Part): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding[]>((resolve) => {
    timer = setTimeout(
      () => resolve([attention('Examination', `did not end within ${Math.round(withinMs / 1000)} s`)]),
      withinMs
    )
  })
  try {
    return await Promise.race([Promise.resolve().then(look), late])
  } catch (error) {
    // a message may hold anything; a name and a code of the system do not
    return [attention('Examination', `failed (${failureName(error)})`)]
  } finally {
    clearTimeout(timer)
  }
}

function failureName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure'
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : plainName(error.name)
}

const plainName = (name: string): string => (/^\w{1,60}$/.test(name) ? name : 'Error')
