import type { TermInput } from '../../../../src/packs/contract.ts'

/** What was pasted: one term a line, `term: synonym, synonym` or columns of a table; and the lines that say nothing. */
export function readLines(text: string, language: TermInput['language']): { terms: TermInput[]; unread: number[] } {
  const terms: TermInput[] = []
  const unread: number[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [term, ...synonyms] = line
      .replace(/^([^:：=,，\t]+)[:：=]/, '$1,')
      .split(/[,，、;；\t|]/)
      .map((word) => word.trim().replace(/^"(.*)"$/, '$1'))
      .filter(Boolean)
    const fits = (word: string | undefined) => word !== undefined && word.length <= 60
    if (!fits(term) || !synonyms.every(fits) || synonyms.length === 0) unread.push(at + 1)
    else terms.push({ term: term!, language, synonyms: synonyms.slice(0, 60), productId: null })
  }
  return { terms, unread }
}

/** A table that spreadsheets open: a formula must not be read out of a word. */
export function toCsv(terms: { term: string; language: string; synonyms: string[]; packId: string | null }[]): string {
  const cell = (text: string) => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const rows = terms.map(({ term, language, synonyms, packId }) =>
    [term, language, packId ?? '', ...synonyms].map(cell).join(','),
  )
  return `\uFEFFterm,language,pack,synonyms\r\n${rows.join('\r\n')}\r\n`
}
