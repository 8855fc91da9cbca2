import { openCompose } from '#answers/compose.ts'
import type { Action } from '#business/action.ts'
import type { Perform } from '#business/contract.ts'
import { type OpenLlm, openLlm } from '#engines/llm/open-llm.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Config } from '#platform/config.ts'
import type { Database } from '#platform/db/open.ts'
import type { Metrics } from '#platform/http/metrics.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

/** The optional language model, as the environment names it. */
export function openLanguageModel(
  config: Config,
  parts: { database: Database; tail: Tail; metrics: Metrics; log: Log },
): Promise<OpenLlm> {
  const { database, tail, metrics, log } = parts
  return openLlm({
    database,
    tail,
    log,
    registry: metrics.registry,
    endpoint: { url: config.YINGHE_LLM_URL, key: config.YINGHE_LLM_KEY },
    starting: {
      model: config.YINGHE_LLM_MODEL,
      answerMs: config.YINGHE_LLM_LIMIT_MS,
      dailyTokens: config.YINGHE_LLM_DAILY_TOKENS,
    },
    audit: recordAudit,
  })
}

/** Answers in words of their own, from articles and look-ups. */
export function openComposing(core: Core, mind: Mind, perform: Perform, actions: () => readonly Action[]) {
  return openCompose({
    llm: core.llm,
    search: mind.search,
    perform,
    actions,
    customer: async (id) => {
      const customer = await core.callers.find(id)
      return { names: customer ? [customer.name] : [], verified: customer?.verified ?? false }
    },
    channelOf: async (conversationId) => (await core.conversations.find(conversationId)).channel,
    botName: mind.botName,
    log: core.log,
  })
}
