import type { Conversation, Message } from '#conversations/contract.ts'
import { type Bandit, trainBandit } from '#learning/bandit.ts'
import { type Choice, type ChooseAnswer, chooseAnswer, FEATURES } from '#learning/choose-answer.ts'
import type { Feedback } from '#learning/contract.ts'
import {
  choicesOf,
  countChoices,
  putChoice,
  rewardedChoices,
  type StoredChoice,
  setReward,
} from '#learning/feedback-queries.ts'
import { ratedAnswer } from '#learning/find-failures.ts'
import { estimate, firstArm, halfOf, type Logged, type Policy } from '#learning/off-policy.ts'
import type { Database } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Log } from '#platform/log.ts'

/** Rewards it takes before anything but the best score is chosen. */
const ENOUGH = 30
const MEMORY = 5000
const REST_MS = 5000

/** Signs of how good an answer was, weakest first; a stronger one replaces a weaker. */
const SIGNS = ['closed', 'hand-over', 'rating', 'pick', 'article-rating'] as const
type Sign = (typeof SIGNS)[number]

/** Logs the choices among close answers, rewards them by what happens afterwards, and learns to choose. */
export async function openFeedback({
  database,
  log,
  askBack,
}: {
  database: Database
  log: Log
  askBack: () => number
}) {
  let bandit: Bandit | null = null
  let timer: NodeJS.Timeout | null = null
  const learn = async () => {
    const rows = await rewardedChoices(database.db, MEMORY)
    bandit = rows.length < ENOUGH ? null : trainBandit(rows.map(rewardOf), FEATURES.length)
  }
  await learn()
  const learnSoon = () => {
    timer ??= setTimeout(() => {
      timer = null
      learn().catch((error: unknown) =>
        log.error({ err: error }, 'the choice of answers could not learn; it tries again'),
      )
    }, REST_MS)
    timer.unref()
  }
  const choose: ChooseAnswer = (hits, seed) => chooseAnswer(hits, seed, bandit, askBack())
  return {
    choose,
    async read(events: LedgerEvent[]): Promise<void> {
      let rewarded = false
      for (const event of events) rewarded = (await readEvent(database, event)) || rewarded
      if (rewarded) learnSoon()
    },
    report: async (): Promise<Feedback> =>
      reportOf(await countChoices(database.db), await rewardedChoices(database.db, MEMORY), bandit),
    stop: () => {
      if (timer) clearTimeout(timer)
    },
  }
}

const rewardOf = ({ candidates, chosen, reward }: StoredChoice) => ({ arm: candidates[chosen]!, reward: reward! })

/** True when a choice got a reward. */
async function readEvent(database: Database, event: LedgerEvent): Promise<boolean> {
  const { conversationId, kind, payload } = event
  const reward = async (choices: StoredChoice[], value: number, sign: Sign) => {
    const weaker = SIGNS.slice(0, SIGNS.indexOf(sign))
    for (const choice of choices) await setReward(database.db, choice, value, sign, weaker)
    return choices.length > 0
  }
  if (kind === 'article.changed' && typeof payload.helpful === 'boolean') {
    const answered = await ratedAnswer(database.db, event)
    const choices = answered ? await choicesOf(database.db, answered.conversationId) : []
    const own = choices.filter(({ seq }) => seq === answered?.turn.seq)
    return reward(own, payload.helpful ? 1 : 0, 'article-rating')
  }
  if (!conversationId) return false
  if (kind === 'turn.decided' && payload.choice && typeof payload.seq === 'number') {
    const choice = payload.choice as Choice & { offered: boolean }
    await putChoice(database.db, event.at, conversationId, payload.seq, choice)
    return false
  }
  if (kind === 'message.added') {
    const picked = pickedArticle((payload as { message: Message }).message)
    if (!picked) return false
    const offer = (await choicesOf(database.db, conversationId)).find((choice) => choice.offered)
    return offer ? reward([offer], offer.candidates[offer.chosen]!.articleId === picked ? 1 : 0, 'pick') : false
  }
  if (kind !== 'conversation.changed') return false
  const { what, conversation } = payload as { what: string; conversation: Conversation }
  const sign = what === 'rated' ? 'rating' : what === 'queued' ? 'hand-over' : what === 'closed' ? 'closed' : null
  if (!sign) return false
  const value = rewardAtEnd(sign, conversation)
  return value === null ? false : reward(await choicesOf(database.db, conversationId), value, sign)
}

/** What the end of a conversation says of the answers in it; null where it says nothing. */
function rewardAtEnd(sign: 'rating' | 'hand-over' | 'closed', { rating, handOver, closeReason }: Conversation) {
  if (sign === 'rating') return rating === null ? null : (rating - 1) / 4
  if (sign === 'hand-over') return 0
  if (closeReason === 'solved') return 1
  // Whoever leaves without asking for a person got what he came for, more often than not.
  return handOver || closeReason !== 'no-reply' ? null : 0.8
}

/** The article that a customer took from those offered, or `none`. */
function pickedArticle(message: Message): string | null {
  if (message.author.kind !== 'customer') return null
  const choice = message.parts.find((part) => part.kind === 'choice')
  if (!choice) return null
  return choice.value === 'none' ? 'none' : (/^article:(.+)$/.exec(choice.value)?.[1] ?? null)
}

function reportOf(choices: number, rows: StoredChoice[], bandit: Bandit | null): Feedback {
  const average = rows.length ? rows.reduce((sum, row) => sum + row.reward!, 0) / rows.length : null
  const judged = rows.filter(({ candidates }) => candidates.every(({ chance }) => chance > 0))
  const logged: Logged[] = judged.map(({ candidates, chosen, reward }) => ({
    arms: candidates,
    chances: candidates.map(({ chance }) => chance),
    chosen,
    reward: reward!,
  }))
  const empty = { ips: null, snips: null, doublyRobust: null, margin: null }
  return {
    choices,
    rewarded: rows.length,
    averageReward: average,
    active: bandit !== null,
    weights: bandit ? bandit.weights().map((weight, i) => ({ feature: FEATURES[i]!, weight })) : [],
    policies: [
      { policy: 'logged', ...empty, ips: average, snips: average, doublyRobust: average },
      { policy: 'by-score', ...empty, ...estimate(logged, firstArm) },
      { policy: 'learnt', ...empty, ...(bandit && estimate(logged, learntPolicy(judged))) },
    ],
  }
}

/** Each half is judged by what was learnt from the other: a policy looks better than it is on its own lessons. */
function learntPolicy(rows: StoredChoice[]): Policy {
  const halves = [0, 1].map((fold) =>
    trainBandit(rows.filter((_, i) => halfOf(i) !== fold).map(rewardOf), FEATURES.length),
  )
  return (arms, i) => halves[halfOf(i)]!.chances(arms, `report ${i}`)
}
