import { ANSWER_THRESHOLD, ASK_BACK_THRESHOLD } from '#knowledge/contract.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import type { Folders } from './data.ts'
import { type HeldOut, heldOut, packBase } from './pack-base.ts'
import type { Figures } from './understanding.ts'

type Asked = HeldOut & { score: number; right: boolean; offered: boolean }

/** Whether search answers the packs' test questions, refuses, or answers wrongly, at the thresholds that ship. */
export async function benchAnswers(folders: Folders): Promise<Figures> {
  const figures: Figures = {}
  for (const { pack, questions } of heldOut(folders.questions)) {
    const { articles, tools } = packBase(pack)
    const index = buildSearchIndex(tools)
    for (const article of articles) index.put(article)
    const asked = questions.filter(({ article }) => article).map((one) => ask(one, index))
    const others = questions.filter(({ article }) => !article).map((one) => ask(one, index))
    process.stdout.write(`\n${pack}: ${asked.length} questions with an article, answer from ${ANSWER_THRESHOLD}\n`)
    const groups: Figures = {}
    for (const language of ['zh', 'en'] as const) {
      for (const level of ['plain', 'hard'] as const) {
        const own = asked.filter((one) => one.language === language && one.level === level)
        if (own.length) groups[`${level} ${language}`] = say(`${level} ${language}`, own)
      }
    }
    groups.all = say('all', asked)
    const table = curve(asked)
    const meant = others.filter(({ score }) => score >= ANSWER_THRESHOLD).length
    process.stdout.write(`  tasks that search alone would answer: ${meant} of ${others.length}\n`)
    figures[pack] = { ...groups, thresholds: table, tasksAnswered: meant, tasks: others.length }
  }
  return figures
}

function ask(question: HeldOut, index: ReturnType<typeof buildSearchIndex>): Asked {
  const hits = index.search(question.text, { language: question.language })
  const isRight = (articleId: string) => articleId === question.article || articleId === `${question.article}.en`
  const right = hits[0] !== undefined && isRight(hits[0].articleId)
  const offered = hits.slice(0, 3).some((hit) => isRight(hit.articleId) && hit.score >= ASK_BACK_THRESHOLD)
  return { ...question, score: hits[0]?.score ?? 0, right, offered }
}

function say(name: string, asked: Asked[]) {
  const at = pointAt(asked, ANSWER_THRESHOLD)
  const first = asked.filter(({ right }) => right).length
  const offered = asked.filter((one) => one.score < ANSWER_THRESHOLD && one.offered).length
  process.stdout.write(
    `  ${name.padEnd(9)} first ${percent(first / asked.length)}  answered right ${at.right}, wrong ${at.wrong}, ` +
      `asked back with it ${offered}, of ${asked.length}; precision ${percent(at.precision)}, coverage ${percent(at.coverage)}\n`,
  )
  return { questions: asked.length, first: first / asked.length, ...at, offered }
}

function curve(asked: Asked[]) {
  const points = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((threshold) => ({ threshold, ...pointAt(asked, threshold) }))
  for (const { threshold, precision, coverage } of points)
    process.stdout.write(`    from ${threshold}: precision ${percent(precision)}, coverage ${percent(coverage)}\n`)
  return points
}

function pointAt(asked: Asked[], threshold: number) {
  const given = asked.filter(({ score }) => score >= threshold)
  const right = given.filter((one) => one.right).length
  return {
    right,
    wrong: given.length - right,
    precision: given.length ? right / given.length : 1,
    coverage: given.length / asked.length,
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
