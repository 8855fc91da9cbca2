import type { BusinessHours } from '../../../../src/team/contract.ts'

type Special = BusinessHours['special']

const SPAN = /^(\d{2}:\d{2})[-–~](\d{2}:\d{2})$/

/** One day a line: date, name, then the hours it is open; none means closed. */
export const specialLines = (special: Special): string =>
  special
    .map(({ date, name, spans }) =>
      [date, name, ...spans.map(({ from, to }) => `${from}-${to}`)].filter(Boolean).join(' '),
    )
    .join('\n')

/** Reads them back; `bad` is the first line that cannot be read, counted from 1. */
export function readSpecial(lines: string): { special: Special; bad: number | null } {
  const special: Special = []
  for (const [n, line] of lines.split('\n').entries()) {
    const words = line.trim().split(/\s+/)
    if (words[0] === '') continue
    const [date = '', ...rest] = words
    const spans = rest.flatMap((word) => {
      const [, from, to] = SPAN.exec(word) ?? []
      return from && to ? [{ from, to }] : []
    })
    const name = rest.filter((word) => !SPAN.test(word)).join(' ')
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))
    if (!isDay || spans.some(({ from, to }) => from >= to)) return { special, bad: n + 1 }
    special.push({ date, name, spans })
  }
  return { special, bad: null }
}
