import { sql } from 'kysely'
import type { EmotionLabel, EmotionLevel, EmotionSignal } from '#emotion/contract.ts'
import type { AppliedStrategy, Risk, Strategy, StrategyEffect } from '#emotion/strategy/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

export type StoredVersion = { version: number; lines: Strategy[]; note: string; by: string; at: string }

export async function versionsOf(db: Queryable, limit = 50): Promise<StoredVersion[]> {
  const rows = await db.selectFrom('strategy_versions').selectAll().orderBy('version', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    version: row.version,
    lines: row.lines as Strategy[],
    note: row.note,
    by: row.created_by,
    at: row.created_at.toISOString(),
  }))
}

export async function findVersion(db: Queryable, version: number): Promise<Strategy[] | null> {
  const row = await db.selectFrom('strategy_versions').select('lines').where('version', '=', version).executeTakeFirst()
  return row ? (row.lines as Strategy[]) : null
}

/** The next version; two that release at once get a number each. */
export async function insertVersion(tx: Tx, lines: Strategy[], note: string, by: string): Promise<number> {
  const row = await tx
    .insertInto('strategy_versions')
    .values({ lines: JSON.stringify(lines), note, created_by: by })
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

export async function readDraft(db: Queryable): Promise<Strategy[] | null> {
  const row = await db.selectFrom('strategy_draft').select('lines').executeTakeFirst()
  return row ? (row.lines as Strategy[]) : null
}

export async function writeDraft(tx: Tx, lines: Strategy[] | null, by: string): Promise<void> {
  await tx.deleteFrom('strategy_draft').execute()
  if (lines)
    await tx
      .insertInto('strategy_draft')
      .values({ lines: JSON.stringify(lines), changed_by: by })
      .execute()
}

export type PastMessage = {
  conversationId: string
  seq: number
  at: Date
  text: string
  signals: EmotionSignal[]
  tier: string
  elderly: boolean
  customerName: string
  scenes: string[]
}

/** The newest messages in which something was felt, each with what was felt before and what it was about. */
export async function pastMessages(db: Queryable, limit: number): Promise<PastMessage[]> {
  const { rows } = await sql<
    Omit<PastMessage, 'scenes'> & { path: string[] | null; intent: string | null; skill: string | null }
  >`
    with felt as (
      select conversation_id, (signal ->> 'seq')::int as seq, at from emotion_signals
      where signal ->> 'source' = 'text' and signal ->> 'seq' is not null
      order by at desc limit ${limit}
    )
    select f.conversation_id as "conversationId", f.seq, f.at, coalesce(said.text, '') as text,
      (select coalesce(jsonb_agg(b.signal order by b.at, b.key), '[]') from (
        select e.signal, e.at, e.key from emotion_signals e
        where e.conversation_id = f.conversation_id and e.at <= f.at order by e.at desc, e.key desc limit 12) b) as signals,
      cu.tier, cu.elderly, cu.display_name as "customerName", c.skill,
      turn.payload -> 'path' as path, turn.payload ->> 'intent' as intent
    from felt f
    join conversations c on c.id = f.conversation_id
    join customers cu on cu.id = c.customer_id
    left join lateral (
      select string_agg(part ->> 'text', ' ') as text from messages m, jsonb_array_elements(m.parts) part
      where m.conversation_id = f.conversation_id and m.seq = f.seq and part ->> 'kind' = 'text') said on true
    left join lateral (
      select payload from events e where e.conversation_id = f.conversation_id and e.kind = 'turn.decided'
        and (e.payload ->> 'seq')::int = f.seq order by e.id limit 1) turn on true
    order by f.at desc`.execute(db)
  return rows.map(({ path, intent, skill, ...row }) => ({ ...row, scenes: scenesOf(path, intent, skill) }))
}

/** The strategy in force: the last that was applied, unless it has ended since. */
export type Current = {
  strategyId: string | null
  version: number
  risk: Risk
  emotion: EmotionLabel
  level: EmotionLevel
  largeType: boolean
  at: string
}

export async function currentOf(db: Queryable, conversationIds: readonly string[]): Promise<Map<string, Current>> {
  if (!conversationIds.length) return new Map()
  const { rows } = await sql<{ id: string; kind: string; at: Date; payload: AppliedStrategy }>`
    select id, e.kind, e.at, e.payload from unnest(${sql.val([...conversationIds])}::text[]) as asked(id)
    cross join lateral (select kind, at, payload from events where conversation_id = asked.id
      and kind in ('strategy.applied', 'strategy.ended') order by events.id desc limit 1) e`.execute(db)
  return new Map(
    rows.map(({ id, kind, at, payload }) => [
      id,
      {
        ...{ strategyId: kind === 'strategy.ended' ? null : payload.strategyId, version: payload.version ?? 0 },
        ...{ risk: payload.risk ?? 'none', emotion: payload.emotion ?? 'neutral', level: payload.level ?? 'none' },
        ...{ largeType: payload.largeType ?? false, at: at.toISOString() },
      },
    ]),
  )
}

/** A conversation that a person serves or that waits for one, as far as strategies ask. */
export type AtHand = {
  conversationId: string
  tier: string
  elderly: boolean
  scenes: string[]
  current: Current | null
}
export async function atHandOf(db: Queryable, conversationIds: readonly string[]): Promise<AtHand[]> {
  const { rows } = await sql<
    Omit<AtHand, 'scenes' | 'current'> & { path: string[] | null; intent: string | null; skill: string | null }
  >`
    select c.id as "conversationId", cu.tier, cu.elderly, c.skill, turn.payload -> 'path' as path,
      turn.payload ->> 'intent' as intent
    from conversations c
    join customers cu on cu.id = c.customer_id
    left join lateral (select payload from events e where e.conversation_id = c.id and e.kind = 'turn.decided'
      order by e.id desc limit 1) turn on true
    where c.id = any(${sql.val([...conversationIds])}::text[]) and c.status in ('human', 'queued')`.execute(db)
  const current = await currentOf(
    db,
    rows.map((row) => row.conversationId),
  )
  return rows.map(({ path, intent, skill, ...row }) => ({
    ...row,
    scenes: scenesOf(path, intent, skill),
    current: current.get(row.conversationId) ?? null,
  }))
}

function scenesOf(path: string[] | null, intent: string | null, skill: string | null): string[] {
  const flows = (path ?? []).map((step) => step.split('@')[0]!)
  return [...new Set([...flows, intent, skill].filter((one): one is string => !!one))]
}

/** What became of conversations in which each strategy was applied, counting each conversation once. */
export async function effectsOf(db: Queryable, days: number): Promise<StrategyEffect[]> {
  const { rows } = await sql<StrategyEffect>`
    with applied as (
      select distinct on (e.conversation_id, e.payload ->> 'strategyId', e.payload ->> 'version')
        e.conversation_id, e.payload ->> 'strategyId' as id, (e.payload ->> 'version')::int as version,
        (e.payload ->> 'seq')::int as seq, (e.payload ->> 'score')::float8 as score
      from events e where e.kind = 'strategy.applied' and e.at > now() - make_interval(days => ${days})
      order by e.conversation_id, e.payload ->> 'strategyId', e.payload ->> 'version', e.id
    )
    select a.id as "strategyId", a.version, count(*)::int as applied,
      round(avg(a.score)::numeric, 3)::float8 as "scoreBefore",
      round(avg(later.score)::numeric, 3)::float8 as "scoreAfter",
      count(c.rating)::int as rated, round(avg(c.rating)::numeric, 2)::float8 as rating,
      round(avg((c.hand_over is not null)::int)::numeric, 3)::float8 as "handedOver"
    from applied a
    join conversations c on c.id = a.conversation_id
    left join lateral (
      select avg((n.signal ->> 'intensity')::float8) as score from (
        select signal from emotion_signals s where s.conversation_id = a.conversation_id
          and (s.signal ->> 'seq')::int > a.seq order by s.at limit 3) n) later on true
    group by a.id, a.version order by a.version desc, applied desc, a.id`.execute(db)
  return rows
}
