import type { ImportFormat } from '#knowledge/import/contract.ts'

const BY_ENDING: Record<string, ImportFormat> = {
  ...{ docx: 'docx', pdf: 'pdf', md: 'markdown', markdown: 'markdown', htm: 'html', html: 'html', xhtml: 'html' },
  ...{ txt: 'text', xlsx: 'xlsx', csv: 'csv', tsv: 'csv' },
}
const BY_TYPE: Record<string, ImportFormat> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'text',
  'text/markdown': 'markdown',
  'text/csv': 'csv',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}
export const IMPORT_TYPES = 'Word (docx), PDF, Markdown, HTML, TXT, Excel (xlsx), CSV'

/** What the bytes are, when name or media type and content agree; null for anything that cannot be imported. */
export function detectFormat(name: string, type: string | null, bytes: Buffer): ImportFormat | null {
  const ending = BY_ENDING[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  const claimed = type === null ? ending : BY_TYPE[type.split(';')[0]!.trim().toLowerCase()]
  // `.md` files are often served as plain text.
  const said = claimed === 'text' && ending ? ending : claimed
  const real = byContent(bytes)
  if (real === 'text') return said && !['docx', 'xlsx', 'pdf'].includes(said) ? said : null
  return real && (said === real || type === 'application/octet-stream') ? real : null
}

function byContent(bytes: Buffer): 'docx' | 'xlsx' | 'pdf' | 'text' | null {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4])))
    return bytes.includes('word/document.xml') ? 'docx' : bytes.includes('xl/workbook.xml') ? 'xlsx' : null
  const utf16 = bytes[0] === 0xff ? bytes[1] === 0xfe : bytes[0] === 0xfe && bytes[1] === 0xff
  return utf16 || !bytes.subarray(0, 8192).includes(0) ? 'text' : null
}
