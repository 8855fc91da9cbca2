import { join } from 'node:path'
import type { Perform } from '#business/contract.ts'
import { mayRead } from '#conversations/access.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { checkPairs } from '#knowledge/conflicts/check-pairs.ts'
import type { QuestionCluster } from '#knowledge/gaps/contract.ts'
import type { Case } from '#knowledge/gaps/draft-from-case.ts'
import { followCases } from '#knowledge/gaps/follow-cases.ts'
import { gapRoutes } from '#knowledge/gaps/gap-routes.ts'
import { offerClusters } from '#knowledge/gaps/suggest.ts'
import type { PartStock } from '#knowledge/graph/about-fault-code.ts'
import { graphRoutes } from '#knowledge/graph/graph-routes.ts'
import { openFetchPage } from '#knowledge/import/fetch-page.ts'
import { importRoutes } from '#knowledge/import/import-routes.ts'
import { openImports } from '#knowledge/import/run-imports.ts'
import { openSourceStore } from '#knowledge/import/source-store.ts'
import { remindOfExpiry } from '#knowledge/workflow/expiry.ts'
import { listClusters } from '#learning/queries.ts'
import type { Route } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import type { Periodic } from '#platform/periodic.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

const MINUTE = 60_000
/** A question that so many customers asked in vain deserves an article. */
const ENOUGH = 3
const MOST_CLUSTERS = 50

/** What keeps the knowledge base besides answering from it: imports, the graph, gaps, reminders. */
export async function openKnowledge(core: Core, mind: Mind, perform: Perform) {
  const { database, conversations, config, node, log } = core
  const { knowledge, normalize } = mind
  const store = openSourceStore(join(config.DATA_DIR, 'imports'))
  const deps = { database, knowledge, normalize, store, fetchPage: openFetchPage(), node, log }
  const imports = openImports(deps)
  if (database.kind === 'pglite') await imports.release()
  imports.wake()
  const readCase = async (conversation: StoredConversation): Promise<Case> => ({
    id: conversation.id,
    language: conversation.language,
    subject: conversation.subject,
    names: [conversation.customerName],
    messages: await conversations.messages(conversation.id, { after: 0, limit: 300, internal: false }),
  })
  const cases = await followCases({ database, log, readCase: async (id) => readCase(await conversations.load(id)) })
  const reader = { search: knowledge.search, normalize, thresholds: knowledge.thresholds }
  const routes: Route[] = [
    ...importRoutes({ ...deps, imports }),
    ...graphRoutes({ database, partStock: openPartStock(perform) }),
    ...gapRoutes({
      database,
      readableCase: async (actor, id) => {
        const found = await mayRead(conversations, actor, id)
        return found && readCase(found)
      },
    }),
  ]
  return {
    routes,
    start(periodic: Periodic) {
      periodic.every('imports of lost nodes', 20_000, async () => imports.wake())
      periodic.every('compare articles', 30_000, () => checkPairs(database, reader))
      periodic.every('remind of articles that end', 30 * MINUTE, () => remindOfExpiry(database))
      periodic.every('offer missing articles', 15 * MINUTE, () => offerMissing(core))
    },
    async stop() {
      await imports.close()
      await cases.stop()
    },
  }
}
export type KnowledgeDesk = Awaited<ReturnType<typeof openKnowledge>>

/** Live stock from the business system, on nobody's behalf. */
export function openPartStock(perform: Perform): PartStock {
  return async (partId) => {
    const outcome = await perform({
      ...{ action: 'parts.stock', input: { partId }, customerId: 'system', conversationId: null },
      ...{ actor: 'system', idempotencyKey: newId() },
    })
    return outcome.ok ? ((outcome.data as { stock?: number }).stock ?? null) : null
  }
}

/** Groups of questions without an answer become suggested articles. */
async function offerMissing({ database }: Core): Promise<void> {
  const found: QuestionCluster[] = []
  for (const language of ['zh', 'en'] as const) {
    const clusters = await listClusters(database, { kind: 'intent', language, limit: MOST_CLUSTERS })
    const large = clusters.filter(({ size }) => size >= ENOUGH)
    found.push(...large.map(({ id, size, title, examples }) => ({ id, language, size, texts: [title, ...examples] })))
  }
  await database.transaction((tx) => offerClusters(tx, found))
}
