import { findRelated, type Reader } from '#knowledge/conflicts/find-conflicts.ts'
import type { Article } from '#knowledge/contract.ts'
import {
  type FoundDraft,
  type ImportContent,
  type ImportOptions,
  type ImportRelation,
  importContent,
} from '#knowledge/import/contract.ts'
import type { StoredRow } from '#knowledge/import/import-queries.ts'
import type { Queryable } from '#platform/db/open.ts'

export type CompareDraft = (n: number, draft: FoundDraft) => Promise<StoredRow>

/** Makes rows of a preview: what cannot be taken says why, what the base or an earlier row has already says where. */
export function openComparison(db: Queryable, reader: Reader, options: ImportOptions): CompareDraft {
  const seen = new Map<string, { n: number; title: string }>()
  return async (n, draft) => {
    const { content, problem } = checkContent(draft, options)
    const row = { n, place: draft.place, content, related: [], problem, selected: false }
    if (problem) return { ...row, status: 'error' }
    const key = `${content.language}:${reader.normalize(content.title)}`
    const earlier = seen.get(key)
    if (!earlier) seen.set(key, { n, title: content.title })
    const related = [...(earlier ? [repeats(earlier)] : []), ...(await relationsOf(db, reader, content))]
    const status = related.some(({ kind }) => kind === 'conflict') ? 'conflict' : related.length ? 'duplicate' : 'new'
    return { ...row, related: related.slice(0, 5), status, selected: status === 'new' }
  }
}

const repeats = ({ n, title }: { n: number; title: string }): ImportRelation => ({
  ...{ kind: 'duplicate', articleId: null, row: n, title, theirs: title, reasons: [] },
})

async function relationsOf(db: Queryable, reader: Reader, content: ImportContent): Promise<ImportRelation[]> {
  const { similar, conflicts } = await findRelated(db, reader, asArticle(content))
  return [
    ...conflicts.map(({ articleId, title, theirs, reasons }) => ({
      ...{ kind: 'conflict' as const, articleId, row: null, title, theirs, reasons },
    })),
    ...similar.map(({ articleId, title, theirs }) => ({
      ...{ kind: 'duplicate' as const, articleId, row: null, title, theirs, reasons: [] },
    })),
  ]
}

type Checked = { content: ImportContent; problem: StoredRow['problem'] }

function checkContent({ content, problem }: FoundDraft, { language, category }: ImportOptions): Checked {
  const empty: ImportContent = {
    ...{ language, category, title: content.title.slice(0, 200), body: content.body.slice(0, 20_000), questions: [] },
    ...{ products: [], faultCodes: [], channels: [], validFrom: null, validUntil: null },
  }
  const parsed = importContent.safeParse({ language, category, ...content })
  if (parsed.success && !problem) return { content: parsed.data, problem: null }
  if (problem) return { content: parsed.data ?? empty, problem }
  const field = parsed.error!.issues[0]!.path[0]
  const names = FIELD_NAMES[String(field)] ?? [String(field), String(field)]
  return {
    content: empty,
    problem: {
      zh: `${names[0]}为空、过长或格式不对。`,
      en: `The ${names[1]} is empty, too long or malformed.`,
    },
  }
}

const FIELD_NAMES: Record<string, [zh: string, en: string]> = {
  ...{ title: ['问题', 'question'], body: ['答案', 'answer'], questions: ['相似问题', 'similar questions'] },
  ...{ category: ['分类', 'category'], products: ['商品', 'products'], faultCodes: ['故障代码', 'fault codes'] },
  ...{ channels: ['渠道', 'channels'], validFrom: ['生效时间', 'start'], validUntil: ['失效时间', 'end'] },
}

const asArticle = (content: ImportContent): Article => ({
  ...content,
  ...{ id: '', status: 'draft', translationOf: null, version: 1, updatedBy: '', updatedAt: '', publishedAt: null },
  ...{ helpful: 0, unhelpful: 0 },
})
