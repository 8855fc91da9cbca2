import { purgeAddresses } from '#customers/address-blocks.ts'
import { heartbeat } from '#desk/presence.ts'
import { requeueOfLostAgents } from '#desk/requeue-of-lost-agents.ts'
import type { Idempotency } from '#platform/http/idempotency.ts'
import { openPeriodic, type Periodic } from '#platform/periodic.ts'
import type { Sockets } from '#platform/realtime/sockets.ts'
import { closeIdle } from '#reception/close-idle.ts'
import type { Reception } from '#reception/receive.ts'
import { purgeSignIns } from '#team/purge.ts'
import { assignTickets } from '#tickets/assign.ts'
import { watchClocks } from '#tickets/sla/watch-clocks.ts'
import { trainWeekly } from '#understanding/models/weekly.ts'
import type { Core } from './open-core.ts'
import type { History } from './open-history.ts'
import type { KnowledgeDesk } from './open-knowledge.ts'
import type { Mind } from './open-mind.ts'

const MINUTE = 60_000

export function startPeriodic(
  core: Core,
  mind: Mind,
  reception: Reception,
  history: History,
  knowledge: KnowledgeDesk,
  idempotency: Idempotency,
  sockets: Sockets,
): Periodic {
  const periodic = openPeriodic(core.log)
  const { database, conversations } = core
  periodic.every('finish turns of lost nodes', 5_000, reception.recover)
  // A browser slows down the timers of a hidden page, but its socket stays: whoever is connected is at work.
  periodic.every('note who is connected', 20_000, () => heartbeat(database.db, sockets.users()))
  periodic.every('which nodes are there', 5_000, core.nodes.touch)
  periodic.every('requeue chats of lost agents', 10_000, () => requeueOfLostAgents({ database, conversations }))
  periodic.every('close idle chats', 10 * MINUTE, () => closeIdle(conversations))
  periodic.every('tickets near or past their time', 5_000, () => watchClocks(database))
  periodic.every('give out tickets', 10_000, () => assignTickets(database))
  periodic.every('imports of lost nodes', MINUTE, history.imports.recover)
  knowledge.start(periodic)
  periodic.every('weekly training', MINUTE, () => trainWeekly(database, mind.models))
  periodic.every('forget what expired', 60 * MINUTE, async () => {
    await idempotency.purge()
    await purgeSignIns(database.db)
    await purgeAddresses(database.db)
    await core.llm.purge()
    await core.speech.purge()
    await core.embedding.purge()
  })
  return periodic
}
