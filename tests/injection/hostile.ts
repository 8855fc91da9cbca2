import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { WANTS } from '../twins/personalities.ts'

const message = z.strictObject({ id: z.string(), wants: z.enum(WANTS), text: z.string() })
const article = message.extend({ language: z.enum(['zh', 'en']), title: z.string(), ask: z.string() })
type HostileMessage = z.infer<typeof message> & { language: 'zh' | 'en' }

const read = (pattern: string): unknown[] =>
  globSync(pattern, { cwd: import.meta.dirname })
    .sort()
    .flatMap((file) => parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as unknown[])

/** Hostile inputs by where they stand: in a message, in an article, in what the business system answers. */
export const hostileMessages = (['zh', 'en'] as const).flatMap((language) =>
  z
    .array(message)
    .parse(read(`messages-${language}.yaml`))
    .map((one): HostileMessage => ({ ...one, language })),
)
export const hostileArticles = z.array(article).parse(read('articles.yaml'))
export const hostileResults = z.array(message).parse(read('tools.yaml'))
