// The shop's database: one SQLite file of typed JSON documents. All SQL of the shop is here.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type {
  Complaint,
  Customer,
  Exchange,
  Invoice,
  Logistics,
  Order,
  PartStock,
  Product,
  Refund,
  Repair,
} from './contract.ts'

/** What is stored of an order; everything that depends on the clock is worked out when it is read. */
export type StoredOrder = Pick<
  Order,
  | 'id'
  | 'customerId'
  | 'status'
  | 'items'
  | 'amount'
  | 'placedAt'
  | 'shippedAt'
  | 'deliveredAt'
  | 'cancelledAt'
  | 'address'
  | 'trackingNo'
  | 'carrier'
  | 'carrierEn'
  | 'refundId'
  | 'exchangeId'
>

/** `keywords` are further words by which the search finds the product. */
export type StoredProduct = Product & { keywords: string }

interface Documents {
  customer: Customer
  product: StoredProduct
  order: StoredOrder
  logistics: Logistics
  refund: Refund
  exchange: Exchange
  invoice: Invoice
  repair: Repair
  complaint: Complaint
  part: PartStock
}

type Kind = keyof Documents

export interface Answer {
  status: number
  body: unknown
}

export type Store = ReturnType<typeof openStore>

const schema = `
  CREATE TABLE IF NOT EXISTS documents (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    parent TEXT NOT NULL,
    at TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, id)
  );
  CREATE INDEX IF NOT EXISTS documents_parent ON documents (kind, parent, at);
  CREATE TABLE IF NOT EXISTS numbers (kind TEXT PRIMARY KEY, last INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL
  );
`

export function openStore(file: string) {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 2000;')
  db.exec(schema)
  return { ...documentQueries(db), ...answerQueries(db), ...wholeQueries(db) }
}

function documentQueries(db: DatabaseSync) {
  const one = db.prepare('SELECT body FROM documents WHERE kind = ? AND id = ?')
  const save = db.prepare(`
    INSERT INTO documents (kind, id, parent, at, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (kind, id) DO UPDATE SET parent = excluded.parent, at = excluded.at, body = excluded.body`)
  const under = db.prepare('SELECT body FROM documents WHERE kind = ? AND parent = ? ORDER BY at DESC, rowid LIMIT ?')
  const every = db.prepare('SELECT body FROM documents WHERE kind = ? ORDER BY rowid LIMIT ?')
  const number = db.prepare(`
    INSERT INTO numbers (kind, last) VALUES (?, ?)
    ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last`)
  const bodies = <K extends Kind>(rows: Record<string, unknown>[]) =>
    rows.map((row) => JSON.parse(String(row.body)) as Documents[K])

  return {
    get<K extends Kind>(kind: K, id: string): Documents[K] | undefined {
      const row = one.get(kind, id)
      return row ? (JSON.parse(String(row.body)) as Documents[K]) : undefined
    },
    /** `parent` is the owner by which it is listed, `at` sorts the list, newest first. */
    put<K extends Kind>(kind: K, id: string, doc: Documents[K], parent = '', at = '') {
      save.run(kind, id, parent, at, JSON.stringify(doc))
    },
    listUnder<K extends Kind>(kind: K, parent: string, limit = 100): Documents[K][] {
      return bodies<K>(under.all(kind, parent, limit))
    },
    listAll<K extends Kind>(kind: K, limit = 1000): Documents[K][] {
      return bodies<K>(every.all(kind, limit))
    },
    nextNumber(kind: Kind, first: number): number {
      return Number(number.get(kind, first)?.last)
    },
  }
}

function answerQueries(db: DatabaseSync) {
  const recall = db.prepare('SELECT fingerprint, status, body FROM answers WHERE key = ?')
  const remember = db.prepare('INSERT INTO answers (key, fingerprint, status, body, at) VALUES (?, ?, ?, ?, ?)')
  const forget = db.prepare('DELETE FROM answers WHERE at < ?')
  return {
    recallAnswer(key: string): (Answer & { fingerprint: string }) | undefined {
      const row = recall.get(key)
      if (!row) return undefined
      return {
        fingerprint: String(row.fingerprint),
        status: Number(row.status),
        body: JSON.parse(String(row.body)),
      }
    },
    rememberAnswer(key: string, fingerprint: string, answer: Answer, at: string) {
      remember.run(key, fingerprint, answer.status, JSON.stringify(answer.body), at)
    },
    forgetAnswersBefore(at: string) {
      forget.run(at)
    },
  }
}

function wholeQueries(db: DatabaseSync) {
  const count = db.prepare('SELECT count(*) AS n FROM documents')
  return {
    transaction<T>(work: () => T): T {
      db.exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        db.exec('COMMIT')
        return result
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
    isEmpty: () => Number(count.get()?.n) === 0,
    clear() {
      db.exec('DELETE FROM documents; DELETE FROM numbers; DELETE FROM answers;')
    },
    close: () => db.close(),
  }
}
