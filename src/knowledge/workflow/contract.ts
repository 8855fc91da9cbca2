import { z } from 'zod'
import { articleInput } from '#knowledge/contract.ts'

/** Who owns articles. With `authorMayPublish` off, what one person wrote another one publishes. */
export const department = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  authorMayPublish: z.boolean(),
  /** Ids of the users who belong to it. */
  members: z.array(z.string()),
  articles: z.number().int(),
})
export type Department = z.infer<typeof department>

export const departmentInput = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().max(60).default(''),
  authorMayPublish: z.boolean().default(true),
})
export type DepartmentInput = z.infer<typeof departmentInput>

/** Content of one saved version: all that an operator writes. */
export const articleContent = articleInput.omit({ departmentId: true }).extend({ departmentId: z.string().nullable() })
export type ArticleContent = z.infer<typeof articleContent>

/** A save. `number` counts 1, 2, 3 … in each article; `origin` says how it came about. */
export const articleVersion = z.object({
  number: z.number().int(),
  author: z.string(),
  at: z.string(),
  note: z.string(),
  origin: z.enum(['saved', 'draft', 'rolled-back', 'imported', 'pack', 'suggested']),
  publishedAt: z.string().nullable(),
  title: z.string(),
})
export type ArticleVersion = z.infer<typeof articleVersion>
export type VersionOrigin = ArticleVersion['origin']

/** A piece of a text: kept, only in the newer version, or only in the older one. */
const piece = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
export type Piece = z.infer<typeof piece>

/** What changed between two versions: title by words, body and questions by lines, each changed line also by words. */
export const versionDiff = z.object({
  from: z.number().int(),
  to: z.number().int(),
  title: z.array(piece),
  body: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('same'), text: z.string() }),
      z.object({ kind: z.literal('added'), text: z.string() }),
      z.object({ kind: z.literal('removed'), text: z.string() }),
      /** A line that was reworded, piece by piece. */
      z.object({ kind: z.literal('changed'), pieces: z.array(piece) }),
    ]),
  ),
  questions: z.array(piece),
  /** Other fields that differ, as JSON values. */
  fields: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
})
export type VersionDiff = z.infer<typeof versionDiff>

/** The next wording of a published article. `version` guards it as an article's does. */
export const articleDraft = z.object({
  articleId: z.string(),
  version: z.number().int(),
  status: z.enum(['draft', 'in_review']),
  content: articleContent,
  editedBy: z.string(),
  updatedAt: z.string(),
})
export type ArticleDraft = z.infer<typeof articleDraft>

export const articleReview = z.object({
  id: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  reviewerId: z.string().nullable(),
  note: z.string(),
  outcome: z.enum(['approved', 'sent-back', 'withdrawn']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  comment: z.string(),
})
export type ArticleReview = z.infer<typeof articleReview>

/** The same done to many articles; each is done or refused by itself. */
export const bulkInput = z.object({
  ids: z.array(z.string().min(1).max(64)).min(1).max(200),
  what: z.enum(['publish', 'unpublish', 'archive', 'move']),
  /** Where to, for `move`; what is left out stays. */
  category: z.string().trim().min(1).max(60).optional(),
  departmentId: z.string().min(1).max(64).nullable().optional(),
})
export type BulkInput = z.infer<typeof bulkInput>
export const bulkResult = z.object({
  done: z.number().int(),
  results: z.array(
    z.object({
      id: z.string(),
      ok: z.boolean(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
})

/** An article that ends within two weeks or has ended. */
export const expiringArticle = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string(),
  departmentId: z.string().nullable(),
  validUntil: z.string(),
  stage: z.enum(['14-days', '3-days', 'expired']),
})
export type ExpiringArticle = z.infer<typeof expiringArticle>
