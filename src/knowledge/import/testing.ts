import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'

type Line = { text: string; size?: number }

/** A PDF of these pages, with letters of any script, as a word processor would print it. */
export function makePdf(pages: Line[][]): Buffer {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const kids = pages.map((_, i) => `${6 + 2 * i} 0 R`).join(' ')
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  add(
    '<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
  )
  add(
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>',
  )
  add(stream(toUnicode()))
  for (const [i, lines] of pages.entries()) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${7 + 2 * i} 0 R >>`,
    )
    let y = 790
    const shown = lines.map(({ text, size = 11 }) => {
      y -= size * 1.6
      return `BT /F ${size} Tf 50 ${y.toFixed(1)} Td <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj ET`
    })
    add(stream(shown.join('\n')))
  }
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file + table + trailer, 'latin1')
}

const stream = (body: string) => `<< /Length ${body.length} >>\nstream\n${body}\nendstream`

function toUnicode(): string {
  const hex = (n: number) => n.toString(16).padStart(4, '0')
  const ranges = Array.from({ length: 256 }, (_, i) => `<${hex(i * 256)}> <${hex(i * 256 + 255)}> <${hex(i * 256)}>`)
  const blocks = [0, 100, 200].map((at) => {
    const part = ranges.slice(at, at + 100)
    return `${part.length} beginbfrange\n${part.join('\n')}\nendbfrange`
  })
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Plain def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${blocks.join('\n')}\nendcmap\nend\nend`
}

/** A Word file: `# ` and `## ` begin headings, a lone `---` a new page. */
export async function makeDocx(lines: string[]): Promise<Buffer> {
  let pageBreakBefore = false
  const children = lines.flatMap((line) => {
    if (line === '---') {
      pageBreakBefore = true
      return []
    }
    const [, marks, text] = /^(#{0,3})\s*(.*)$/s.exec(line)!
    const heading = [undefined, HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][marks!.length]
    const paragraph = new Paragraph({ children: [new TextRun(text!)], pageBreakBefore, ...(heading && { heading }) })
    pageBreakBefore = false
    return [paragraph]
  })
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}
