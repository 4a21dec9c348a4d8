/** One record of RFC 4180, with its line break. */
export function csvRecord(cells: string[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** A spreadsheet takes a cell that begins so for a formula and runs it; the apostrophe makes it text. */
const formulaStart = /^[=+\-@\t\r\n]/

function cell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
