/** Begins a file (RFC 4180) so that Excel reads Chinese. */
export const CSV_START = '\uFEFF'

export const csvLine = (cells: string[]): string => `${cells.map(cell).join(',')}\r\n`

/** Wall clock in China, in the form that spreadsheets read as a date. */
export const csvClock = (at: string | null): string =>
  at ? new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }) : ''

/** A spreadsheet runs what begins like a formula; a leading apostrophe makes it text. */
function cell(value: string): string {
  const safe = /^[\s\uFEFF]*[=+\-@|%＝＋－＠]/.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
