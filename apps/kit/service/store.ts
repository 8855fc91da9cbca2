// One SQLite file of JSON documents for each service and for the shop. All their SQL is here.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface Answer {
  status: number
  body: unknown
}

export type Store = ReturnType<typeof openStore>
/** What keeps the answers of requests with a key. */
export type AnswerStore = ReturnType<typeof answerQueries> & Pick<Store, 'transaction'>

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

/** Documents by kind and id. The type of a kind is the caller's: `store.get<Card>('card', id)`. */
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
  const bodies = <T>(rows: Record<string, unknown>[]) => rows.map((row) => JSON.parse(String(row.body)) as T)

  return {
    get<T>(kind: string, id: string): T | undefined {
      const row = one.get(kind, id)
      return row ? (JSON.parse(String(row.body)) as T) : undefined
    },
    /** `parent` is the owner by which it is listed, `at` sorts the list, newest first. */
    put(kind: string, id: string, doc: object, parent = '', at = '') {
      save.run(kind, id, parent, at, JSON.stringify(doc))
    },
    listUnder<T>(kind: string, parent: string, limit = 100): T[] {
      return bodies<T>(under.all(kind, parent, limit))
    },
    listAll<T>(kind: string, limit = 1000): T[] {
      return bodies<T>(every.all(kind, limit))
    },
    /** The next number of a kind, `first` being the lowest. */
    nextNumber(kind: string, first: number): number {
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
      return { fingerprint: String(row.fingerprint), status: Number(row.status), body: JSON.parse(String(row.body)) }
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
