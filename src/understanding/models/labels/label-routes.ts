import type { Readable } from 'node:stream'
import { z } from 'zod'
import { CSV_START, csvClock, csvLine } from '#platform/csv.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { language } from '#understanding/contract.ts'
import {
  type EmotionLabel,
  emotionLabel,
  feeling,
  feelingLevel,
  LABEL_SOURCES,
  labelCounts,
  labelImport,
  labelInput,
  labelled,
} from '#understanding/models/labels/contract.ts'
import { countLabels, countSince, listLabels } from '#understanding/models/labels/label-queries.ts'
import { addLabel, changeLabel, importLabels, removeLabel } from '#understanding/models/labels/labels.ts'
import { hasWords, NAMES, readLabelFile } from '#understanding/models/labels/read-file.ts'
import type { ModelRouteDeps } from '#understanding/models/routes.ts'

const MAX_FILE = 2 * 1024 * 1024
const PAGE = 500
const byId = z.object({ id: z.string().min(1).max(64) })
const read = { access: 'models.read', tag: 'models' } as const
const manage = { access: 'models.manage', tag: 'models' } as const
const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })
const filter = {
  q: z.string().trim().max(100).optional().describe('text in the sentence'),
  label: feeling.optional(),
  language: language.optional(),
  source: z.enum(LABEL_SOURCES).optional(),
}

/** What people say is felt in sentences; the next training of the feelings learns it. */
export const labelRoutes = (deps: ModelRouteDeps): Route[] => [...readRoutes(deps), ...writeRoutes(deps)]

function readRoutes({ database, models }: ModelRouteDeps): Route[] {
  return [
    route({
      ...read,
      method: 'GET',
      path: '/api/emotion-labels',
      summary: 'Labelled sentences, newest first.',
      query: z.object({
        ...filter,
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(emotionLabel), nextCursor: z.string().nullable() }),
      handle: async ({ query: { cursor, limit, ...rest } }) => {
        const before = cursor === undefined ? undefined : readCursor(cursor)
        const found = await listLabels(database.db, { ...rest, before, limit: limit + 1 })
        const items = found.slice(0, limit)
        return { items, nextCursor: found.length > limit ? keyOf(items.at(-1)!) : null }
      },
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/emotion-labels/counts',
      summary: 'Labels by feeling, and how many came after the version in use.',
      response: labelCounts,
      handle: async () => {
        const byLabel = await countLabels(database.db)
        const current = models.current('emotion')
        return {
          total: byLabel.reduce((sum, { count }) => sum + count, 0),
          byLabel,
          sinceTraining: await countSince(database.db, new Date(current.createdAt)),
        }
      },
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/emotion-labels/export',
      summary: 'The labelled sentences as CSV, in the form that an import takes.',
      query: z.object(filter),
      handle: async ({ query, locale }) => {
        const lines: string[] = [CSV_START, csvLine(HEADINGS[locale])]
        let before: { at: string; id: string } | undefined
        for (let found = [] as EmotionLabel[], first = true; first || found.length === PAGE; first = false) {
          found = await listLabels(database.db, { ...query, before, limit: PAGE })
          for (const one of found)
            lines.push(csvLine([one.text, locale === 'zh' ? NAMES[one.label][0]! : one.label, csvClock(one.createdAt)]))
          const last = found.at(-1)
          before = last && { at: last.createdAt, id: last.id }
        }
        return { download: lines.join(''), mime: 'text/csv; charset=utf-8', name: 'emotion-labels.csv' }
      },
    }),
  ]
}

const HEADINGS = { zh: ['文本', '情绪', '时间'], en: ['text', 'emotion', 'time'] }
const keyOf = ({ createdAt, id }: EmotionLabel) => writeCursor({ at: createdAt, id })

function writeRoutes({ database, audit, mask }: ModelRouteDeps): Route[] {
  return [
    route({
      ...manage,
      method: 'POST',
      path: '/api/emotion-labels',
      summary: 'Labels a sentence; personal data is taken out. The same sentence again gets the new label.',
      body: labelInput,
      response: labelled,
      handle: async ({ body, actor, ip }) => {
        const text = mask(body.text)
        if (!hasWords(text)) throw new AppError('bad_request', { detail: 'text' })
        const { label, level, language } = body
        const saying = { text, label, level, source: 'operator' as const, ...(language && { language }) }
        return database.transaction((tx) => addLabel(tx, audit, saying, by(actor, ip)))
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/emotion-labels/import',
      summary: 'Labelled sentences from a CSV file (field `file`, columns text and emotion, at most 2 MB).',
      upload: { maxBytes: MAX_FILE },
      response: labelImport,
      handle: async ({ actor, ip, file }) => {
        const { stream } = await file()
        const bytes = Buffer.concat(await stream.toArray())
        if ((stream as Readable & { truncated?: boolean }).truncated)
          throw new AppError('payload_too_large', { limit: '2 MB' })
        const { rows, problems } = readLabelFile(bytes, mask)
        const done = await database.transaction((tx) => importLabels(tx, audit, rows, by(actor, ip)))
        return { ...done, problems }
      },
    }),
    route({
      ...manage,
      method: 'PATCH',
      path: '/api/emotion-labels/:id',
      summary: 'Gives a labelled sentence another feeling.',
      params: byId,
      body: z.object({ label: feeling, level: feelingLevel.default(null) }),
      response: labelled,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => changeLabel(tx, audit, params.id, body, by(actor, ip))),
    }),
    route({
      ...manage,
      method: 'DELETE',
      path: '/api/emotion-labels/:id',
      summary: 'Takes a label away.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => removeLabel(tx, audit, params.id, by(actor, ip)))
        return {}
      },
    }),
  ]
}
