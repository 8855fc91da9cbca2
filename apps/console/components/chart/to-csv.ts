export type TableData = { columns: string[]; rows: (string | number)[][] }

/** As spreadsheets read it: with a mark of the encoding, and no cell that could be taken for a formula. */
export function toCsv({ columns, rows }: TableData): string {
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
