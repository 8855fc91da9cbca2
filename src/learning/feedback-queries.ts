import type { Choice } from '#learning/choose-answer.ts'
import type { Db } from '#platform/db/open.ts'

export type StoredChoice = Choice & { conversationId: string; seq: number; reward: number | null }
type Row = { conversation_id: string; seq: number; candidates: unknown; chosen: number; reward: number | null }

const toChoice = (row: Row): StoredChoice => ({
  conversationId: row.conversation_id,
  seq: row.seq,
  candidates: row.candidates as Choice['candidates'],
  chosen: row.chosen,
  reward: row.reward,
})
const COLUMNS = ['conversation_id', 'seq', 'candidates', 'chosen', 'reward'] as const

export async function putChoice(
  db: Db,
  at: string,
  conversationId: string,
  seq: number,
  choice: Choice & { offered: boolean },
): Promise<void> {
  await db
    .insertInto('answer_choices')
    .values({
      conversation_id: conversationId,
      seq,
      at,
      candidates: JSON.stringify(choice.candidates),
      chosen: choice.chosen,
      offered: choice.offered,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Newest first. */
export async function choicesOf(db: Db, conversationId: string): Promise<(StoredChoice & { offered: boolean })[]> {
  const rows = await db
    .selectFrom('answer_choices')
    .select([...COLUMNS, 'offered'])
    .where('conversation_id', '=', conversationId)
    .orderBy('seq', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ ...toChoice(row), offered: row.offered }))
}

/** A reward from a weaker sign never replaces one from a stronger (`over` names those that it may replace). */
export async function setReward(
  db: Db,
  choice: { conversationId: string; seq: number },
  reward: number,
  from: string,
  over: readonly string[],
): Promise<void> {
  await db
    .updateTable('answer_choices')
    .set({ reward, reward_from: from, rewarded_at: new Date() })
    .where('conversation_id', '=', choice.conversationId)
    .where('seq', '=', choice.seq)
    .where((eb) => eb.or([eb('reward_from', 'is', null), ...(over.length ? [eb('reward_from', 'in', [...over])] : [])]))
    .execute()
}

/** The newest choices with a reward, oldest first. */
export async function rewardedChoices(db: Db, limit: number): Promise<StoredChoice[]> {
  const rows = await db
    .selectFrom('answer_choices')
    .select(COLUMNS)
    .where('reward', 'is not', null)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toChoice).reverse()
}

export async function countChoices(db: Db): Promise<number> {
  const row = await db
    .selectFrom('answer_choices')
    .select((eb) => eb.fn.countAll().as('choices'))
    .executeTakeFirstOrThrow()
  return Number(row.choices)
}
