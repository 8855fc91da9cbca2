import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { AppError } from '#platform/errors.ts'
import { addLabel, removeLabel } from '#understanding/models/labels/labels.ts'
import type { Models } from '#understanding/models/open-understanding.ts'
import { SYSTEM } from '#understanding/models/release.ts'
import { readSchedule, trainWeekly, writeSchedule } from '#understanding/models/weekly.ts'

let database: Database
let trained = 0
const train = async (options: { trigger: string }) => {
  assert.equal(options.trigger, 'weekly')
  trained++
}
let later: unknown[] = []
const trainLater = async (options: unknown) => void later.push(options)
const current = () => ({ examples: 0 })
const models = { train, trainLater, current } as unknown as Models
before(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

// 03:20 on Monday in China is 19:20 on Sunday in UTC.
const monday = new Date('2026-11-22T19:20:00Z')
const after = (minutes: number) => new Date(monday.getTime() + minutes * 60_000)

test('of several nodes one trains when the hour of the week has come', async () => {
  const nodes = await Promise.all([1, 2, 3].map(() => trainWeekly(database, models, monday)))
  assert.deepEqual(nodes.toSorted(), [false, false, true])
  assert.equal(await trainWeekly(database, models, after(30)), false, 'once in that hour')
  assert.equal(trained, 1)
  assert.equal(await trainWeekly(database, models, after(60)), false, 'the hour is over')
  assert.equal(await trainWeekly(database, models, after(7 * 24 * 60)), true, 'and a week later again')
})

test('feelings are trained after it once people have labelled some', async () => {
  assert.deepEqual(later, [])
  const by = { actor: 'user:a', ip: '' }
  const saying = { text: '急死了，快点', label: 'neutral', level: null, source: 'operator' } as const
  const { label } = await database.transaction((tx) => addLabel(tx, recordAudit, saying, by))
  assert.equal(await trainWeekly(database, models, after(2 * 7 * 24 * 60)), true)
  assert.deepEqual(later, [{ kind: 'emotion', trigger: 'weekly', note: '', by: SYSTEM, release: 'not-worse' }])
  await database.transaction((tx) => removeLabel(tx, recordAudit, label.id, by))
  later = []
})

test('it follows the schedule that was set, and rests when switched off', async () => {
  const by = { actor: 'user:a', ip: '' }
  const schedule = { on: true, day: 2, hour: 14 }
  await database.transaction((tx) => writeSchedule(tx, recordAudit, schedule, by))
  assert.deepEqual(await readSchedule(database.db), schedule)
  const tuesday = new Date('2026-11-24T06:00:00Z')
  assert.equal(await trainWeekly(database, models, tuesday), true)
  await database.transaction((tx) => writeSchedule(tx, recordAudit, { ...schedule, on: false }, by))
  assert.equal(await trainWeekly(database, models, new Date(tuesday.getTime() + 7 * 86_400_000)), false)
})

test('a training that is under way already serves as the weekly one; other faults are told', async () => {
  await database.transaction((tx) =>
    writeSchedule(tx, recordAudit, { on: true, day: 1, hour: 3 }, { actor: 'system', ip: '' }),
  )
  const busy = { ...models, train: () => Promise.reject(new AppError('training_running')) } as unknown as Models
  assert.equal(await trainWeekly(database, busy, after(3 * 7 * 24 * 60)), true)
  const broken = { train: () => Promise.reject(new Error('broken')) } as unknown as Models
  await assert.rejects(trainWeekly(database, broken, after(4 * 7 * 24 * 60)), /broken/)
})
