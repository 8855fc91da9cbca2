import { stateOf } from '#emotion/fold.ts'
import { changedLines, chooseStrategy, mergeLines } from '#emotion/strategy/choose-strategy.ts'
import type { PreviewLine, Strategy, StrategyLine, StrategyMatrix } from '#emotion/strategy/contract.ts'
import type { Strategies } from '#emotion/strategy/open-strategies.ts'
import { situationOf } from '#emotion/strategy/situation.ts'
import {
  findVersion,
  insertVersion,
  pastMessages,
  readDraft,
  versionsOf,
  writeDraft,
} from '#emotion/strategy/strategy-queries.ts'
import { maskText } from '#governance/mask.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'

type Deps = { database: Database; strategies: Strategies }
type By = { actor: string; ip: string }

/** Past messages a preview looks at. */
const LOOKED_AT = 500

export async function readMatrix({ database, strategies }: Deps): Promise<StrategyMatrix> {
  const versions = await versionsOf(database.db)
  const [newest] = versions
  const draft = await readDraft(database.db)
  const packs = strategies.packs()
  return {
    version: newest?.version ?? 0,
    lines: asLines(packs, newest?.lines ?? []),
    draft: draft && asLines(packs, draft),
    versions: versions.map(({ version, note, by, at }) => ({ version, note, by, at })),
  }
}

/** Keeps what is being edited; nothing of it is used before it is released. Throws strategy_invalid. */
export async function saveDraft(deps: Deps, wanted: Strategy[], by: By): Promise<StrategyMatrix> {
  checkLines(wanted)
  const changed = changedLines(deps.strategies.packs(), wanted)
  await deps.database.transaction(async (tx) => {
    const [newest] = await versionsOf(tx, 1)
    const same = JSON.stringify(changed) === JSON.stringify(newest?.lines ?? [])
    await writeDraft(tx, same ? null : changed, by.actor)
  })
  return readMatrix(deps)
}

export async function dropDraft(deps: Deps, by: By): Promise<StrategyMatrix> {
  await deps.database.transaction((tx) => writeDraft(tx, null, by.actor))
  return readMatrix(deps)
}

/** What was edited becomes the matrix in force. Throws nothing_to_release. */
export async function releaseDraft(deps: Deps, note: string, by: By): Promise<StrategyMatrix> {
  await deps.database.transaction(async (tx) => {
    const draft = await readDraft(tx)
    if (!draft) throw new AppError('nothing_to_release')
    await release(tx, draft, note, by)
    await writeDraft(tx, null, by.actor)
  })
  await deps.strategies.reload()
  return readMatrix(deps)
}

/** An earlier version, in force again as a new one. Version 0 is the packs' own. Throws not_found. */
export async function rollBack(deps: Deps, version: number, by: By): Promise<StrategyMatrix> {
  await deps.database.transaction(async (tx) => {
    const lines = version === 0 ? [] : await findVersion(tx, version)
    if (!lines) throw new AppError('not_found')
    await release(tx, lines, `↩ ${version}`, by)
  })
  await deps.strategies.reload()
  return readMatrix(deps)
}

async function release(tx: Parameters<typeof insertVersion>[0], lines: Strategy[], note: string, by: By) {
  const version = await insertVersion(tx, lines, note, by.actor)
  await appendEvents(tx, [
    { kind: 'strategy.released', conversationId: null, customerId: null, actor: by.actor, payload: { version } },
  ])
  await recordAudit(tx, { ...by, action: 'strategies.released', target: String(version), detail: { note } })
}

/** Past messages that would be treated otherwise than by the released matrix. */
export async function previewLines({ database, strategies }: Deps, wanted: Strategy[]) {
  checkLines(wanted)
  const before = mergeLines(strategies.packs(), strategies.released().changed)
  const past = await pastMessages(database.db, LOOKED_AT)
  const lines = past.map((one): PreviewLine => {
    const { label, level } = stateOf({ signals: one.signals, answeredAt: one.at.getTime() }, one.at.getTime())
    const situation = situationOf({
      emotion: { label, level },
      tier: one.tier,
      elderly: one.elderly,
      scenes: one.scenes,
    })
    return {
      conversationId: one.conversationId,
      seq: one.seq,
      at: one.at.toISOString(),
      text: maskText(one.text.slice(0, 300), [one.customerName]).masked,
      ...{ emotion: label, level },
      before: chooseStrategy(before, situation)?.id ?? null,
      after: chooseStrategy(wanted, situation)?.id ?? null,
    }
  })
  const touched = new Set(changedLines(before, wanted).map(({ id }) => id))
  const changed = lines.filter((one) => one.before !== one.after || (one.after !== null && touched.has(one.after)))
  return { lookedAt: lines.length, changed: changed.length, items: changed.slice(0, 50) }
}

function checkLines(lines: readonly Strategy[]): void {
  const seen = new Set<string>()
  for (const { id, treat } of lines) {
    if (seen.has(id)) throw new AppError('strategy_invalid', { detail: `${id} ×2` })
    seen.add(id)
    const dearest = Math.max(0, ...treat.offers.map(({ cost }) => cost))
    // One offer is one thing: a voucher or work.
    const torn = treat.offers.find(({ issue, request }) => issue && request)
    if (torn) throw new AppError('strategy_invalid', { detail: `${id}: ${torn.text.zh}` })
    if (dearest > treat.budget)
      throw new AppError('strategy_invalid', { detail: `${id}: ${dearest} > ${treat.budget}` })
  }
}

function asLines(packs: readonly Strategy[], changed: readonly Strategy[]): StrategyLine[] {
  const ofPacks = new Map(packs.map((line) => [line.id, JSON.stringify(line)]))
  return mergeLines(packs, changed).map((line) => {
    const pack = ofPacks.get(line.id)
    return { ...line, origin: !pack ? 'own' : pack === JSON.stringify(line) ? 'pack' : 'edited' }
  })
}
