import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { actions } from '#business/actions.ts'
import type { Turn } from '#dialogue/contract.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { initialState } from '#dialogue/state.ts'
import { PACKS } from '#dialogue/testing.ts'
import { buildTurn } from '#dialogue/turn.ts'
import { article } from '#knowledge/contract.ts'
import { questionsAsIntent } from '#knowledge/questions-as-intent.ts'
import { buildSearchIndex, type SearchIndex } from '#knowledge/search-index.ts'
import { loadArticles } from '#knowledge/seed.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { buildTextTools } from '#understanding/text-tools.ts'
import { buildUnderstand } from '#understanding/understand.ts'

/** They share words with some article of the shop, and are none of its business. */
const OTHERS: Record<'zh' | 'en', string[]> = {
  zh: [
    '孩子发烧怎么退烧',
    '附近有什么好吃的',
    '帮我喂猫可以吗',
    '电影票在哪买',
    '信用卡办下来多久',
    '机票改签收费吗',
    '护照几天能办好',
    '宽带装好要几天',
  ],
  en: ['when is my pension paid', 'how much data is left on my plan'],
}
const OURS = ['能分期付款吗', '怎么开发票', '换绑手机号怎么弄', '你们几点上班']

let index: SearchIndex
let understand: ReturnType<typeof buildUnderstand>
let turn: Turn
before(async () => {
  const { intents, terms } = loadIntents(PACKS)
  const articles = loadArticles(PACKS).map(({ id, input }) =>
    article.parse({
      ...input,
      ...{ id, status: 'published', version: 1, updatedBy: 'system', updatedAt: '', publishedAt: null },
      ...{ helpful: 0, unhelpful: 0 },
    }),
  )
  understand = buildUnderstand({ intents: [...intents, questionsAsIntent(articles)], terms })
  index = buildSearchIndex(buildTextTools(terms))
  for (const one of articles) index.put(one)
  const { flows, wording } = await loadFlows(PACKS, actions)
  turn = buildTurn({ flows, wording, actions })
})

function outcomeOf(text: string, language: 'zh' | 'en'): string {
  const understanding = understand(text, { now: new Date(), language })
  const customer = { id: 'c-lin', name: '林婉清', tier: 'regular', verified: true, elderly: false, language }
  return turn(
    initialState(language),
    { kind: 'message', seq: 1, parts: [{ kind: 'text', text }], text, understanding },
    { now: new Date(), customer, search: (query, asked) => index.search(query, { language: asked }), callId: String },
  ).trace.outcome
}

test('what is asked of another trade is not answered from the shop, however many words they share', () => {
  const answered = (['zh', 'en'] as const).flatMap((language) =>
    OTHERS[language].filter((text) => outcomeOf(text, language) === 'answered'),
  )
  assert.deepEqual(answered, [])
})

test('what the shop knows is answered though the same words are asked elsewhere', () => {
  for (const text of OURS) assert.equal(outcomeOf(text, 'zh'), 'answered', text)
})
