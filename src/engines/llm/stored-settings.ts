import { type LlmSettings, llmSettings } from '#engines/llm/contract.ts'
import type { Audit } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'llm'
/** What the environment says, until somebody decides otherwise in the console. */
export type Starting = { model: string; answerMs: number; dailyTokens: number }

/** Settings of the language model on this node, in step with what any node stores. */
export async function openSettings(deps: { database: Database; tail: Tail | null; starting: Starting; audit: Audit }) {
  const { database, tail, starting, audit } = deps
  const fallback: LlmSettings = {
    on: { answers: true, rewrite: true, summary: true, drafts: true, translate: true },
    limits: { answers: starting.answerMs, rewrite: 1000, summary: 8000, drafts: 20_000, translate: 8000 },
    dailyTokens: starting.dailyTokens,
    model: '',
  }
  // Listening starts before reading, or a change between the two would be missed.
  let current = fallback
  const read = async () => {
    const stored = llmSettings.safeParse(await settings.read(database.db, KEY))
    current = stored.success ? stored.data : fallback
  }
  tail?.onEvents(async (events) => {
    if (events.some(({ kind }) => kind === 'llm.changed')) await read()
  })
  await read()
  return {
    now: () => current,
    async change(wanted: LlmSettings, actor: string, ip: string): Promise<void> {
      await database.transaction(async (tx) => {
        await settings.write(tx, KEY, wanted)
        await audit(tx, { actor, action: 'llm.changed', detail: wanted, ip })
        const nobody = { conversationId: null, customerId: null }
        await appendEvents(tx, [{ kind: 'llm.changed', ...nobody, actor, payload: { settings: wanted } }])
      })
      current = wanted
    },
  }
}
