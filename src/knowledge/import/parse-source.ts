import { type Block, type Progress, Unreadable } from '#knowledge/import/blocks.ts'
import { archiveFits } from '#knowledge/import/check-archive.ts'
import type { ColumnMapping, FoundDraft, ImportFormat } from '#knowledge/import/contract.ts'
import { decodeText } from '#knowledge/import/decode-text.ts'
import { extractDrafts } from '#knowledge/import/extract-drafts.ts'
import { readHtml } from '#knowledge/import/read-html.ts'
import { readLines } from '#knowledge/import/read-lines.ts'
import { readMarkdown } from '#knowledge/import/read-markdown.ts'
import { readCsv, readSheets, type TableResult } from '#knowledge/import/read-table.ts'

/** Reads a source of any format into drafts. Throws Unreadable when there is nothing to be had. Runs in a worker thread. */
export async function parseSource(
  source: { bytes: Buffer; format: ImportFormat; mapping: ColumnMapping },
  progress: Progress,
): Promise<TableResult> {
  const { bytes, format, mapping } = source
  if ((format === 'docx' || format === 'xlsx') && !archiveFits(bytes))
    throw new Unreadable('文件已损坏，或解压后过大。', 'The file is damaged, or too large when unpacked.')
  if (format === 'xlsx') return readSheets(bytes, mapping)
  if (format === 'csv') return readCsv(decodeText(bytes), mapping)
  const drafts: FoundDraft[] = extractDrafts(await blocksOf(bytes, format, progress))
  if (!drafts.length) throw new Unreadable('没有找到可导入的文字。', 'There is no text in it that could be imported.')
  return { columns: [], drafts }
}

async function blocksOf(bytes: Buffer, format: ImportFormat, progress: Progress): Promise<Block[]> {
  if (format === 'markdown') return readMarkdown(decodeText(bytes))
  if (format === 'html') return readHtml(decodeText(bytes))
  if (format === 'text') return readLines(decodeText(bytes))
  if (format === 'pdf') {
    // Loading the reader of PDF takes longer than reading most other files.
    const { readPdf } = await import('#knowledge/import/read-pdf.ts')
    return readPdf(new Uint8Array(bytes), progress)
  }
  const { default: mammoth } = await import('mammoth')
  try {
    // Pictures would come as base64 text.
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer: bytes }, { convertImage })
    progress(1, 2)
    return readHtml(value)
  } catch {
    throw new Unreadable('该 Word 文件已损坏，无法读取。', 'This Word file is damaged and cannot be read.')
  }
}
