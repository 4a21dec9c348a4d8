import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** A text in every form in which it may lie in a file: UTF-8, UTF-16, base64 at each of its three offsets, percent-coded. */
export function formsOf(text: string): Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const coded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64')
    // the characters at the ends also depend on what stands beside the text
    return coded.slice(offset === 0 ? 0 : 4, -4)
  })
  // four characters of a short text are in any hash now and then
  const telling = base64.filter((coded) => coded.length >= 8)
  const urlSafe = telling.map((coded) => coded.replaceAll('+', '-').replaceAll('/', '_'))
  const texts = [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), ...telling, ...urlSafe]
  const utf16 = Buffer.from(text, 'utf16le')
  return [...new Set(texts)].map((form) => Buffer.from(form)).concat(utf16, Buffer.from(utf16).swap16())
}

/** Which of the texts are in `content`, in any form. */
export function textsIn(content: Buffer, texts: readonly string[]): string[] {
  return texts.filter((text) => formsOf(text).some((form) => content.includes(form)))
}

/** The files below `folder` that hold one of the texts in any form: "path: which". Names of files count too. */
export async function filesHolding(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    // a file may go while the app runs; sockets cannot be read
    const content = entry.isFile() ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0)
    const held = textsIn(Buffer.concat([Buffer.from(`${entry.name}\n`), content]), texts)
    if (held.length > 0) found.push(`${relative(folder, path)}: ${held.length}`)
  }
  return found
}
