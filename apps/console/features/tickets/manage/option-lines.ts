import type { TicketField } from '../../../../../src/tickets/types/contract.ts'

type Options = NonNullable<TicketField['options']>

/** One option a line, `value|Chinese|English`. */
export const optionLines = (options: Options): string =>
  options.map(({ value, label, labelEn }) => [value, label, labelEn].join('|')).join('\n')

/** Reads them back; a name that is left out is the one before it. */
export function readOptions(lines: string): Options {
  return lines.split('\n').flatMap((line) => {
    const [value = '', label, labelEn] = line.split('|').map((word) => word.trim())
    return value ? [{ value, label: label || value, labelEn: labelEn || label || value }] : []
  })
}
