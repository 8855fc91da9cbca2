import { join } from 'node:path'
import { actionsOf } from '#business/actions-of.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { initialState } from '#dialogue/state.ts'
import { buildTurn } from '#dialogue/turn.ts'
import { questionsAsIntent } from '#knowledge/questions-as-intent.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { buildUnderstand } from '#understanding/understand.ts'
import type { Folders } from './data.ts'
import { type HeldOut, heldOut, packBase } from './pack-base.ts'
import type { Figures } from './understanding.ts'

type Verdict = 'right' | 'back' | 'wrong'
/** `instead`: what kind of thing was done in place of the right one. `byTask`: right, since the task looks the article up. */
type Judged = { verdict: Verdict; instead?: string; byTask?: boolean }

/**
 * The whole bot on each pack's test questions: the right article or the right task, asked back or handed over, or
 * something else. One first message of a signed-in customer each; nothing was learned from these questions.
 */
export async function benchPacks(folders: Folders): Promise<Figures> {
  const figures: Figures = {}
  for (const { pack, questions } of heldOut(folders.questions)) {
    const judge = await openMind(pack)
    const verdicts = questions.map((question) => ({ ...question, ...judge(question) }))
    process.stdout.write(`\n${pack}: ${questions.length} questions, the whole bot beside base\n`)
    const groups: Figures = {}
    for (const level of ['plain', 'hard'] as const)
      for (const language of ['zh', 'en'] as const) {
        const own = verdicts.filter((one) => one.level === level && one.language === language)
        if (own.length) groups[`${level} ${language}`] = say(`${level} ${language}`, own)
      }
    figures[pack] = { ...groups, all: say('all', verdicts), refused: refusedOf(pack, judge) }
  }
  return figures
}

/** So many questions of each other pack are asked. */
const FOREIGN = 150

/** Share of the questions of other trades that is not answered; a few of them every trade can answer. */
function refusedOf(pack: string, judge: (question: HeldOut) => Judged): number {
  const foreign = heldOut()
    .filter((other) => other.pack !== pack)
    .flatMap((other) => {
      const all = packBase(other.pack).articles.flatMap(({ language, questions }) =>
        questions.map((text): HeldOut => ({ text, language, level: 'plain' })),
      )
      return all.filter((_, i) => i % Math.ceil(all.length / FOREIGN) === 0)
    })
  const refused = foreign.filter((question) => judge(question).verdict === 'back').length / foreign.length
  process.stdout.write(
    `  of ${foreign.length} questions of other trades ${(refused * 100).toFixed(1)} % are not answered\n`,
  )
  return refused
}

async function openMind(pack: string): Promise<(question: HeldOut) => Judged> {
  const folders = ['base', pack].map((name) => join(import.meta.dirname, '../../packs', name))
  const { intents, terms } = loadIntents(folders)
  const { articles, tools } = packBase(pack)
  const understand = buildUnderstand({ intents: [...intents, questionsAsIntent(articles)], terms })
  const index = buildSearchIndex(tools)
  for (const article of articles) index.put(article)
  const actions = actionsOf(folders)
  const { flows, wording } = await loadFlows(folders, actions, new Set(intents.map(({ id }) => id)))
  const turn = buildTurn({ flows, wording, actions })
  const byId = new Map(articles.map((one) => [one.id, one]))
  const flowOf = new Map(flows.flatMap((flow) => flow.intents.map((intent) => [intent, flow.id] as const)))
  return ({ text, language, article, intent }) => {
    const now = new Date()
    const understanding = understand(text, { now, language })
    const customer = { id: 'c-lin', name: '林婉清', tier: 'vip', verified: true, elderly: false, language }
    const search = (query: string, asked: 'zh' | 'en') => index.search(query, { language: asked })
    const input = { kind: 'message' as const, seq: 1, parts: [{ kind: 'text' as const, text }], text, understanding }
    const { trace } = turn(initialState(language), input, { now, customer, search, callId: (n) => `bench:${n}` })
    const flow = trace.path[0]?.split(/[@/]/)[0]
    if (article ? trace.articleId?.replace(/\.en$/, '') === article : isTask(intent, trace.intent, flow, flowOf))
      return { verdict: 'right' }
    // The task that fault codes begin asks which product it is and gives the article of the code named.
    const codes = byId.get(article ?? '')?.faultCodes ?? []
    const looksUp = flow !== undefined && flow === wording.by_entity.fault_code
    if (looksUp && understanding.entities.some(({ kind, value }) => kind === 'fault_code' && codes.includes(value)))
      return { verdict: 'right', byTask: true }
    if (['asked', 'unresolved', 'handed-over'].includes(trace.outcome) && !flow && !trace.articleId)
      return { verdict: 'back', instead: `${trace.outcome} for ${article ? 'article' : 'task'}` }
    const got = trace.articleId ? 'article' : flow ? 'task' : trace.outcome
    return { verdict: 'wrong', instead: `${got} for ${article ? 'article' : 'task'}` }
  }
}

/** The intent itself, or another one that the same flow serves. */
function isTask(wanted: string | undefined, got: string | null, flow: string | undefined, flows: Map<string, string>) {
  return wanted !== undefined && (got === wanted || (flow !== undefined && flows.get(wanted) === flow))
}

function say(name: string, asked: Judged[]) {
  const share = (verdict: Verdict) => asked.filter((one) => one.verdict === verdict).length / asked.length
  const byTask = asked.filter((one) => one.byTask).length
  const figures = { questions: asked.length, right: share('right'), back: share('back'), wrong: share('wrong'), byTask }
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`
  process.stdout.write(
    `  ${name.padEnd(9)} right ${percent(figures.right)}${byTask ? ` (${byTask} by the task of their fault code)` : ''}, asked back or handed over ${percent(figures.back)}, wrong ${percent(figures.wrong)} of ${asked.length}\n`,
  )
  for (const verdict of ['wrong', 'back'] as const) {
    const kinds = Map.groupBy(
      asked.filter((one) => one.verdict === verdict),
      ({ instead }) => instead,
    )
    const list = [...kinds].sort((a, b) => b[1].length - a[1].length).map(([kind, own]) => `${kind} ${own.length}`)
    if (name === 'all' && list.length) process.stdout.write(`    ${verdict}: ${list.join(', ')}\n`)
  }
  return figures
}
