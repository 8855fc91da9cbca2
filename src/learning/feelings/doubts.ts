import type { Message } from '#conversations/contract.ts'
import type { EmotionSignal } from '#emotion/contract.ts'
import { doubtBar, dropSurest, hasFeelingCase } from '#learning/feelings/doubt-queries.ts'
import type { Misreading } from '#learning/feelings/find-misreadings.ts'
import { type GatherDeps, keepCase } from '#learning/gather.ts'
import { wordsOf } from '#learning/said.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { isUnsure, surenessOf } from '#understanding/emotion/sureness.ts'
import { labelOf } from '#understanding/models/labels/labels.ts'

/** So many readings that might as well have been others become cases; more would never be labelled. */
const A_DAY = 30
const DAY_MS = 24 * 3_600_000

type Doubt = Misreading & { at: string; sure: number }

/** Of what customers wrote within a day, the most doubtful readings become cases, each sentence once. */
export async function gatherDoubts(deps: GatherDeps, events: LedgerEvent[]): Promise<void> {
  const { database } = deps
  const isKnown = async (text: string) =>
    (await hasFeelingCase(database.db, text)) || (await labelOf(database.db, text)) !== null
  const doubts = findDoubts(deps, events)
  if (!doubts.length) return
  const since = new Date(Math.max(...doubts.map(({ at }) => Date.parse(at))) - DAY_MS)
  const bar = await doubtBar(database, since, A_DAY)
  const worst = doubts.filter(({ sure }) => sure < bar).toSorted((a, b) => a.sure - b.sure)
  for (const doubt of worst.slice(0, A_DAY)) await keepCase(deps, doubt, isKnown)
  if (worst.length) await dropSurest(database, since, A_DAY)
}

/** What the bot read stands beside the message; what was written to a person is read here. */
function findDoubts({ understand }: GatherDeps, events: LedgerEvent[]): Doubt[] {
  const read = new Set<string>()
  const found: Doubt[] = []
  const doubt = ({ conversationId, at }: LedgerEvent, seq: number, sure: number) =>
    found.push({ kind: 'emotion', conversationId: conversationId!, seq, reason: 'low-confidence', at, sure })
  for (const event of events) {
    if (event.kind !== 'emotion.signal' || !event.conversationId) continue
    const { source, seq, sure } = event.payload.signal as EmotionSignal
    if (source !== 'text' || seq === null) continue
    read.add(`${event.conversationId} ${seq}`)
    if (sure !== undefined) doubt(event, seq, sure)
  }
  for (const event of events) {
    if (event.kind !== 'message.added' || !event.conversationId) continue
    const { message } = event.payload as { message: Message }
    const text = message.author.kind === 'customer' ? wordsOf(message.parts) : ''
    if (!text.trim() || read.has(`${event.conversationId} ${message.seq}`)) continue
    const sure = surenessOf(understand(text, { now: new Date(event.at) }).emotion)
    if (isUnsure(sure)) doubt(event, message.seq, sure)
  }
  return found
}
