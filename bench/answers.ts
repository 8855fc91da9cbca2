// Answers to the packs' held-out questions: by the embedded search alone, and composed by a language model when one is named.
import { parseArgs } from 'node:util'
import { LEAST, MOST_PASSAGES, openCompose } from '#answers/compose.ts'
import { composed } from '#answers/contract.ts'
import { strayFigures } from '#answers/material.ts'
import type { ActionOutcome } from '#business/contract.ts'
import { openLlm } from '#engines/llm/open-llm.ts'
import { ANSWER_THRESHOLD, type Article } from '#knowledge/contract.ts'
import { buildSearchIndex, type SearchIndex } from '#knowledge/search-index.ts'
import { readConfig } from '#platform/config.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/open.ts'
import { openLog } from '#platform/log.ts'
import { say } from './processes.ts'
import { type HeldOut, heldOut, packBase } from './understanding/pack-base.ts'

export type Endpoint = { url: string; key: string; model: string; limitMs: number }
/** What was answered: the text, and the articles it names. Null: nothing was. */
type Given = { text: string; articles: string[] } | null
/** `held`: the right article was among the passages that a model gets, so that it could answer at all. */
type Scored = { given: Given; expected: Article | null; held: boolean; ms: number }

/** `npm run bench answers [-- --limit N]`, with YINGHE_LLM_URL, _KEY and _MODEL to score an endpoint as well. */
export async function benchAnswers(args: string[]) {
  const { values } = parseArgs({ args, options: { limit: { type: 'string' }, pack: { type: 'string' } } })
  const config = readConfig()
  const endpoint = config.YINGHE_LLM_URL
    ? {
        url: config.YINGHE_LLM_URL,
        key: config.YINGHE_LLM_KEY,
        model: config.YINGHE_LLM_MODEL,
        limitMs: config.YINGHE_LLM_LIMIT_MS,
      }
    : null
  if (!endpoint) say('No YINGHE_LLM_URL: only the embedded answers are scored.')
  return scoreAnswers(endpoint, Number(values.limit ?? Number.POSITIVE_INFINITY), values.pack)
}

export async function scoreAnswers(endpoint: Endpoint | null, limit: number, pack = 'ecommerce') {
  const { articles, tools } = packBase(pack)
  const index = buildSearchIndex(tools)
  for (const article of articles) index.put(article)
  const byId = new Map(articles.map((article) => [article.id, article]))
  const questions = spread(
    heldOut().flatMap((one) => (one.pack === pack ? one.questions.filter(isQuestion) : [])),
    limit,
  )
  const embedded = async ({ text, language }: HeldOut): Promise<Given> => {
    const [best] = index.search(text, { language })
    return best && best.score >= ANSWER_THRESHOLD ? { text: best.body, articles: [best.articleId] } : null
  }
  const figures = {
    embedded: summary('embedded', await ask(questions, embedded, byId, index)),
    composed: null as Figures | null,
  }
  if (endpoint) {
    const model = await openModel(endpoint, index.search)
    const scored = await ask(questions, model.answer, byId, index)
    figures.composed = { ...summary('composed', scored), refusals: model.refusals }
    figures.composed.tokens = await model.close()
  }
  return figures
}
type Figures = ReturnType<typeof summary> & { refusals?: Record<string, number>; tokens?: number }

/** Questions that an article answers, and such as nothing here answers. Tasks are the business of flows. */
const isQuestion = ({ article, intent }: HeldOut): boolean => article !== undefined || intent === 'out_of_scope'

/** So many, from the whole list. */
const spread = <T>(list: T[], most: number): T[] => {
  const step = Math.max(1, list.length / most)
  return Array.from({ length: Math.min(list.length, most) }, (_, at) => list[Math.floor(at * step)]!)
}

async function ask(
  questions: HeldOut[],
  answer: (question: HeldOut) => Promise<Given>,
  byId: Map<string, Article>,
  { search }: Pick<SearchIndex, 'search'>,
) {
  const scored: Scored[] = []
  for (const question of questions) {
    const started = performance.now()
    const given = await answer(question)
    const id = question.language === 'en' ? `${question.article}.en` : question.article
    const expected = question.article ? (byId.get(id ?? '') ?? byId.get(question.article) ?? null) : null
    const ms = performance.now() - started
    const passages = search(question.text, { language: question.language }).slice(0, MOST_PASSAGES)
    const held = passages.some(
      ({ articleId, score }) => score >= LEAST && expected !== null && sameArticle(articleId, expected.id),
    )
    scored.push({ given, expected, held, ms })
  }
  return scored
}

function summary(name: string, scored: Scored[]) {
  const asked = scored.filter(({ expected }) => expected)
  const answered = asked.filter(({ given }) => given)
  const right = answered.filter(({ given, expected }) => given!.articles.some((id) => sameArticle(id, expected!.id)))
  const outside = scored.filter(({ expected }) => !expected)
  const withFacts = right.filter(({ expected }) => keyFigures(expected!).length > 0)
  const facts = withFacts.map(({ given, expected }) => shareKept(given!.text, expected!))
  const grounded = right.filter(
    ({ given, expected }) =>
      strayFigures(given!.text.replace(/\[\d+\]/g, ''), expected!.title + expected!.body).length === 0,
  )
  const times = scored.map(({ ms }) => ms).sort((a, b) => a - b)
  const share = (part: number, whole: number) => (whole ? Math.round((part / whole) * 1000) / 1000 : 0)
  const figures = {
    questions: asked.length,
    held: share(asked.filter(({ held }) => held).length, asked.length),
    right: share(right.length, asked.length),
    wrong: share(answered.length - right.length, asked.length),
    notAnswered: share(asked.length - answered.length, asked.length),
    keyFacts: share(
      facts.reduce((sum, one) => sum + one, 0),
      facts.length,
    ),
    grounded: share(grounded.length, right.length),
    outside: outside.length,
    refused: share(outside.filter(({ given }) => !given).length, outside.length),
    p50Ms: Math.round(times[Math.floor(times.length / 2)] ?? 0),
    p95Ms: Math.round(times[Math.floor(times.length * 0.95)] ?? 0),
  }
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`
  say(
    `${name.padEnd(9)} right article ${percent(figures.right)} (${percent(figures.held)} have theirs among the passages), wrong ${percent(figures.wrong)}, not answered ${percent(figures.notAnswered)} of ${asked.length}; ` +
      `key facts ${percent(figures.keyFacts)}, grounded ${percent(figures.grounded)}; ` +
      `refused ${percent(figures.refused)} of ${outside.length} without an article; p50 ${figures.p50Ms} ms, p95 ${figures.p95Ms} ms`,
  )
  return figures
}

const sameArticle = (left: string, right: string): boolean => left.replace(/\.en$/, '') === right.replace(/\.en$/, '')

/** Figures of what an article puts in bold: its answer in short. */
const keyFigures = ({ body }: Article): string[] =>
  [...body.matchAll(/\*\*(.+?)\*\*/g)].slice(0, 1).flatMap(([, bold]) => strayFigures(bold!, ''))

function shareKept(text: string, article: Article): number {
  const facts = keyFigures(article)
  const missing = facts.filter((fact) => strayFigures(fact, text).length > 0)
  return (facts.length - missing.length) / facts.length
}

async function openModel(endpoint: Endpoint, search: ReturnType<typeof buildSearchIndex>['search']) {
  const database = await openDatabase({ dataDir: null })
  await migrate(database)
  const log = openLog('silent')
  const refusals: Record<string, number> = {}
  const llm = await openLlm({
    database,
    tail: null,
    log,
    registry: null,
    endpoint: { url: endpoint.url, key: endpoint.key },
    starting: { model: endpoint.model, answerMs: endpoint.limitMs, dailyTokens: 1_000_000_000 },
    audit: async () => undefined,
  })
  const compose = openCompose({
    llm,
    search,
    perform: async () => ({ ok: false, why: 'unavailable', code: 'down', message: { zh: '', en: '' } }),
    actions: () => [],
    customer: async () => ({ names: [], verified: false }),
    channelOf: async () => 'web',
    botName: (language) => (language === 'zh' ? '客服助手' : 'Assistant'),
    log,
  })
  return {
    refusals,
    async answer({ text, language }: HeldOut): Promise<Given> {
      const outcome = await compose({
        callId: text,
        input: { text, language },
        customerId: 'bench',
        conversationId: 'bench',
      })
      const made = outcome.ok ? composed.parse(outcome.data) : null
      if (!outcome.ok) {
        const why = reasonOf(outcome)
        refusals[why] = (refusals[why] ?? 0) + 1
      }
      return made?.kind === 'answer'
        ? { text: made.text, articles: made.articles.map(({ articleId }) => articleId) }
        : null
    },
    async close() {
      const { today } = await llm.status()
      await database.close()
      return today.inputTokens + today.outputTokens
    },
  }
}

/** A model that says it does not know has answered well; what else was not used is told by what was wrong with it. */
function reasonOf(outcome: Exclude<ActionOutcome, { ok: true }>): string {
  if (outcome.why !== 'unavailable') return outcome.why
  return outcome.detail === 'unknown' ? 'does not know' : [outcome.code, outcome.detail].filter(Boolean).join(': ')
}
