import { createRequire } from 'node:module'
import { keychainService, type KeychainRequest, type KeychainValue } from './protocol'

type Keytar = typeof import('keytar')

/** keytar's native part did not load; the message is the system's, e.g. the name of the missing library. */
export class LibraryProblem extends Error {}

// not named `require`: electron-vite declares that itself where a file calls it
const loadModule = createRequire(import.meta.url)

/** Does one request with keytar, which is loaded here and nowhere else. Throws LibraryProblem, or keytar's own error. */
export async function doWithKeytar(request: KeychainRequest): Promise<KeychainValue> {
  const keytar = loadKeytar()
  switch (request.op) {
    case 'get':
      return keytar.getPassword(keychainService, request.account)
    case 'delete':
      return keytar.deletePassword(keychainService, request.account)
    case 'set':
      await keytar.setPassword(keychainService, request.account, request.secret)
      return null
  }
}

function loadKeytar(): Keytar {
  try {
    return loadModule('keytar') as Keytar
  } catch (error) {
    throw new LibraryProblem(nativeProblem() ?? messageOf(error), { cause: error })
  }
}

/** keytar swallows the loader's words ("libsecret-1.so.0: cannot open shared object file"): ask for them once more. */
function nativeProblem(): string | undefined {
  try {
    loadModule(`keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`)
    return undefined
  } catch (error) {
    return messageOf(error).split('\n')[0]
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown failure'
}
