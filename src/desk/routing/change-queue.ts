import { GENERAL, type Queue, type QueueInput } from '#desk/routing/contract.ts'
import { deleteQueue, insertQueue, listQueues, updateQueue } from '#desk/routing/queries.ts'
import { requireTeams } from '#desk/teams/keep-team.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type By = { actor: string; ip: string }

/** A new queue. Throws bad_request when it overflows into one, or asks for a team, that is not there. */
export async function createQueue(tx: Tx, input: QueueInput, by: By): Promise<Queue> {
  const id = newId()
  await requireOverflow(tx, id, input)
  await requireTeams(tx, input.teams)
  await insertQueue(tx, id, input, by.actor)
  return told(tx, id, by, 'queue.created')
}

/** Throws not_found, conflict when somebody else changed it since `version`. */
export async function changeQueue(tx: Tx, id: string, version: number, input: QueueInput, by: By): Promise<Queue> {
  await requireOverflow(tx, id, input)
  await requireTeams(tx, input.teams)
  const open = { skills: [], tiers: [], tags: [], languages: [], channels: [] }
  // What takes all that no other takes must stay so, or somebody would wait nowhere.
  const kept = id === GENERAL ? { ...input, takes: open } : input
  if (!(await updateQueue(tx, id, version, kept, by.actor))) {
    const known = (await listQueues(tx)).some((queue) => queue.id === id)
    throw new AppError(known ? 'conflict' : 'not_found')
  }
  return told(tx, id, by, 'queue.edited')
}

/** Who waits in it goes to the queue that takes him then. Throws queue_in_use for one that others lean on. */
export async function removeQueue(tx: Tx, id: string, by: By): Promise<void> {
  const queues = await listQueues(tx)
  if (id === GENERAL || queues.some(({ overflow }) => overflow?.queueId === id)) throw new AppError('queue_in_use')
  if (!(await deleteQueue(tx, id))) throw new AppError('not_found')
  await tell(tx, id, by, 'queue.deleted')
}

async function requireOverflow(tx: Tx, id: string, { overflow }: QueueInput): Promise<void> {
  if (!overflow) return
  const known = (await listQueues(tx)).some((queue) => queue.id === overflow.queueId)
  if (!known || overflow.queueId === id) throw new AppError('bad_request', { detail: 'overflow.queueId' })
}

async function told(tx: Tx, id: string, by: By, action: `queue.${'created' | 'edited' | 'deleted'}`): Promise<Queue> {
  await tell(tx, id, by, action)
  return (await listQueues(tx)).find((queue) => queue.id === id)!
}

async function tell(tx: Tx, id: string, by: By, action: `queue.${'created' | 'edited' | 'deleted'}`): Promise<void> {
  await appendEvents(tx, [
    {
      kind: 'routing.changed',
      conversationId: null,
      customerId: null,
      actor: by.actor,
      payload: { what: 'queue', id },
    },
  ])
  await recordAudit(tx, { ...by, action, target: `queue:${id}` })
}
