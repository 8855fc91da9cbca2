import { listConversations } from '#conversations/list-queries.ts'
import { findMatches } from '#conversations/search.ts'
import { keepTerms } from '#conversations/search-queries.ts'
import { searchTerms } from '#conversations/search-terms.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { seededRandom } from '../tests/harness/random.ts'
import { packBase } from './understanding/pack-base.ts'

const MESSAGES = 100_000
const PER_CONVERSATION = 8
const QUERIES = [
  '退款',
  '运费',
  '发票抬头',
  '什么时候到货',
  'refund',
  'warranty',
  '退',
  '2345',
  '陈晓 退款',
  '没有这样的话',
]
const ROUNDS = 12

/** Finding words among 100 000 messages, as a supervisor who reads everything and as an agent. */
export async function benchSearch(say: (line: string) => void) {
  const database = await openTestDatabase()
  try {
    const seconds = await fill(database)
    say(`${MESSAGES} messages stored and indexed in ${seconds.toFixed(1)} s (${database.kind})`)
    const all: number[] = []
    for (const q of QUERIES) {
      const times: number[] = []
      let hits = 0
      for (let round = 0; round < ROUNDS; round++) {
        const from = performance.now()
        const readableBy = round % 2 ? 'user-1' : undefined
        const found = await listConversations(database.db, { q, limit: 41, readableBy })
        await findMatches(
          database,
          found.slice(0, 40).map(({ id }) => id),
          q,
          (text) => text,
        )
        times.push(performance.now() - from)
        hits = found.length
      }
      times.sort((a, b) => a - b)
      all.push(...times)
      say(
        `  “${q}”: ${hits > 40 ? 'more than 40' : hits} conversations, median ${times[ROUNDS / 2]!.toFixed(1)} ms, slowest ${times.at(-1)!.toFixed(1)} ms`,
      )
    }
    all.sort((a, b) => a - b)
    return { messages: MESSAGES, searchP50Ms: round(all[all.length >> 1]!), searchMaxMs: round(all.at(-1)!) }
  } finally {
    await database.close()
  }
}

const round = (value: number) => Math.round(value * 10) / 10

/** Sentences of the packs' customers, mixed with numbers; the same every time. */
async function fill(database: Database): Promise<number> {
  const start = performance.now()
  const dice = seededRandom(7)
  const sentences = packBase('ecommerce').articles.flatMap(({ title, questions, body }) => [
    title,
    ...questions,
    body.slice(0, 120),
  ])
  await database.run(
    `insert into customers (id, display_name) select 'k' || n, case when n % 50 = 0 then '陈晓' else '客户' || n end from generate_series(0, 999) n`,
    [],
  )
  const conversations = MESSAGES / PER_CONVERSATION
  await database.run(
    `insert into conversations (id, customer_id, channel, status, version, dialogue, assignee_id, last_message_at, last_seq)
     select 'c' || n, 'k' || (n % 1000), 'web', 'closed', 1, '{}', 'user-' || (n % 20), now() - n * interval '3 minutes', ${PER_CONVERSATION}
     from generate_series(0, ${conversations - 1}) n`,
    [],
  )
  const BATCH = 2000
  for (let at = 0; at < MESSAGES; at += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, n) => {
      const text = `${sentences[Math.floor(dice() * sentences.length)]} ${Math.floor(dice() * 1e9)}`
      return {
        conversation_id: `c${Math.floor((at + n) / PER_CONVERSATION)}`,
        seq: ((at + n) % PER_CONVERSATION) + 1,
        text,
        parts: [{ kind: 'text', text }],
      }
    })
    await database.run(
      `insert into messages (conversation_id, seq, author_kind, author_id, author_name, parts)
       select r.conversation_id, r.seq, 'customer', 'k', 'k', r.parts from jsonb_to_recordset($1::jsonb) as r(conversation_id text, seq integer, parts jsonb)`,
      [JSON.stringify(rows)],
    )
    await keepTerms(
      database,
      rows.map(({ conversation_id, seq, text }) => ({ conversation_id, seq, terms: searchTerms(text) })),
    )
  }
  await keepTerms(
    database,
    Array.from({ length: conversations }, (_, n) => ({
      conversation_id: `c${n}`,
      seq: 0,
      terms: searchTerms((n % 1000) % 50 === 0 ? '陈晓' : `客户${n % 1000}`),
    })),
  )
  await database.run('analyze', [])
  return (performance.now() - start) / 1000
}
