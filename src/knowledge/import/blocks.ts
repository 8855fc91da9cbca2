import type { ImportPlace } from '#knowledge/import/contract.ts'

/** A document as a row of headings and texts; readers make it, the extraction reads it. */
export type Block =
  | { kind: 'heading'; level: number; text: string; place: ImportPlace }
  /** Paragraphs, lists and tables as Markdown. */
  | { kind: 'text'; text: string; place: ImportPlace }
  | { kind: 'problem'; zh: string; en: string; place: ImportPlace }

export type Progress = (done: number, total: number) => void

/** The source cannot be read at all; the sentences go to the person who imports. */
export class Unreadable extends Error {
  readonly zh: string
  readonly en: string
  readonly columns: string[]
  constructor(zh: string, en: string, columns: string[] = []) {
    super(en)
    this.zh = zh
    this.en = en
    this.columns = columns
  }
}
