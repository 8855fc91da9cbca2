import { recordAudit } from '#governance/record-audit.ts'
import { createArticle } from '#knowledge/articles.ts'
import type { HistoryQuestion } from '#learning/history/contract.ts'
import { findQuestion, markUsed } from '#learning/history/queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { addExample } from '#understanding/models/examples.ts'

/** What a person makes of a question from the past. */
export type Lesson = { kind: 'intent'; intentId: string } | { kind: 'draft'; category: string } | { kind: 'dismissed' }
type By = { actor: string; ip: string }

/** A question becomes an example of an intent, a draft article, or is put aside. Each only once. */
export async function teach(tx: Tx, importId: string, id: string, lesson: Lesson, by: By): Promise<HistoryQuestion> {
  const question = await findQuestion(tx, importId, id)
  if (!question) throw new AppError('not_found')
  if (question.used) throw new AppError('conflict')
  const used = { kind: lesson.kind, id: await make(tx, question, lesson, by) }
  await markUsed(tx, id, used)
  return { ...question, used }
}

async function make(tx: Tx, question: HistoryQuestion, lesson: Lesson, by: By): Promise<string> {
  const { language, text } = question
  if (lesson.kind === 'dismissed') return ''
  if (lesson.kind === 'intent') {
    const example = { intentId: lesson.intentId, language, text: text.slice(0, 300), source: 'import' as const }
    return (await addExample(tx, recordAudit, example, by)).id
  }
  const article = await createArticle(
    tx,
    {
      category: lesson.category,
      language,
      title: text.slice(0, 200),
      body: question.answer ?? text,
      questions: [text.slice(0, 300)],
      products: [],
      faultCodes: [],
      channels: [],
      translationOf: null,
      validFrom: null,
      validUntil: null,
    },
    by,
  )
  return article.id
}
