import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import iconv from 'iconv-lite'
import writeExcel from 'write-excel-file/node'
import type { HistoryImport, Mapping } from '#learning/history/contract.ts'
import { findImport, listDialogues, listQuestions } from '#learning/history/queries.ts'
import { type HistoryImports, openHistoryImports } from '#learning/history/run-import.ts'
import { teach } from '#learning/history/teach.ts'
import { uploadHistory } from '#learning/history/upload.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'

let database: Database
let dir: string
let imports: HistoryImports
const judge = (text: string) => ({
  intent: 'refund_request',
  confidence: text.includes('退') ? 0.9 : 0.1,
  articleId: null,
})

before(async () => {
  database = await openTestDatabase()
  dir = await mkdtemp(join(tmpdir(), 'history-'))
  imports = openHistoryImports({ database, dir, judge, log: openLog('silent') })
})
after(async () => {
  await imports.stop()
  await database.close()
  await rm(dir, { recursive: true })
})

const upload = async (name: string, content: Buffer | string) => {
  const stream = Readable.from([Buffer.from(content as string)])
  const id = await uploadHistory({ database, dir }, { name, stream }, 'user:qiu')
  return (await findImport(database.db, id))!
}
const finished = async (id: string): Promise<HistoryImport> => {
  for (;;) {
    const one = (await findImport(database.db, id))!
    if (one.status !== 'running') return one
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const run = async (one: HistoryImport, mapping: Mapping = one.mapping) => {
  await imports.start(one.id, mapping, 'user:qiu')
  return finished(one.id)
}

test('a Chinese spreadsheet export with a message a row is cleaned, de-identified and counted', async () => {
  const rows = ['会话编号,角色,内容']
  for (let i = 0; i < 1200; i++) {
    rows.push(`s${i},客户,"您好，我要退货，第 ${i} 单，电话 138${String(i).padStart(8, '0')}"`)
    rows.push(`s${i},客服,<p>好的&nbsp;已为您登记 ${i}</p>`)
  }
  rows.push('dup,客户,"您好，我要退货，第 7 单，电话 13800000007"', 'dup,客服,好的 已为您登记 7')
  rows.push('bad,客户,锟斤拷锟斤拷锟斤拷', 'alone,客服,有人吗？')
  const file = await upload('聊天记录.csv', iconv.encode(rows.join('\n'), 'gb18030'))
  assert.equal(file.encoding, 'gb18030')
  assert.deepEqual(file.mapping.columns, { 会话编号: 'dialogue', 角色: 'role', 内容: 'text' })
  const { status, report } = await run(file)
  assert.equal(status, 'done')
  assert.equal(report!.dialogues, 1203)
  assert.equal(report!.kept, 1200)
  assert.deepEqual(report!.dropped, { duplicate: 1, garbled: 1, no_customer: 1 })
  assert.equal(report!.personal.PHONE, 1200)
  assert.equal(report!.repaired.markup, 1200)
  const [first] = await listDialogues(database.db, file.id, { after: '0', limit: 1 })
  assert.match(JSON.stringify(first!.turns), /⟦PHONE_1⟧/)
  assert.doesNotMatch(JSON.stringify(first!.turns), /138\d{8}|<p>/)
})

test('the same conversations in another file are known and not kept twice', async () => {
  const file = await upload(
    'again.csv',
    '会话编号,角色,内容\nx,客户,"您好，我要退货，第 7 单，电话 13800000007"\nx,客服,好的 已为您登记 7\n',
  )
  const { report } = await run(file)
  assert.equal(report!.kept, 0)
  assert.deepEqual(report!.dropped, { duplicate: 1 })
})

test('lines of JSON, also broken ones, and text that was read in the wrong encoding', async () => {
  const scrambled = Buffer.from('什么时候发货').toString('latin1')
  const lines = [
    JSON.stringify({
      id: 1,
      messages: [
        { role: 'user', content: scrambled },
        { role: 'assistant', content: '明天发货' },
      ],
    }),
    '{"id": 2, "messages": [',
    JSON.stringify({ id: 3, messages: ['空气炸锅能烤蛋挞吗', '可以的'] }),
  ]
  const file = await upload('log.jsonl', lines.join('\n'))
  const { report } = await run(file)
  assert.equal(report!.kept, 2)
  assert.deepEqual(report!.dropped, { unreadable: 1 })
  assert.deepEqual(report!.repaired, { mojibake: 1 })
  const questions = await listQuestions(database.db, file.id, { limit: 10 })
  assert.deepEqual(questions.map(({ text, known }) => [text, known]).sort(), [
    ['什么时候发货', 'unknown'],
    ['空气炸锅能烤蛋挞吗', 'unknown'],
  ])
})

test('pairs from Excel; a question becomes a draft article once', async () => {
  const cells = [
    ['问题', '回复'],
    ['保修多久', '整机保修一年'],
    ['保修多久？', '一年'],
    ['怎么清洗滤网', '用清水冲洗'],
  ]
  const data = cells.map((row) => row.map((value) => ({ value, type: String as StringConstructor })))
  const path = join(dir, 'pairs.xlsx')
  await writeFile(path, await writeExcel(data).toBuffer())
  const file = await upload('pairs.xlsx', await readFile(path))
  const { report } = await run(file)
  assert.equal(report!.kept, 3)
  const [often] = await listQuestions(database.db, file.id, { limit: 10 })
  assert.equal(often!.text, '保修多久')
  assert.equal(often!.times, 2)
  assert.equal(often!.answer, '整机保修一年')
  const by = { actor: 'user:qiu', ip: '' }
  const lesson = { kind: 'draft' as const, category: '售后' }
  const used = await database.transaction((tx) => teach(tx, file.id, often!.id, lesson, by))
  assert.equal(used.used!.kind, 'draft')
  await assert.rejects(
    database.transaction((tx) => teach(tx, file.id, often!.id, lesson, by)),
    { code: 'conflict' },
  )
})

test('a file that holds no rows, and one that is no text, are refused', async () => {
  await assert.rejects(upload('empty.csv', ''), { code: 'history_unreadable' })
  await assert.rejects(upload('x.bin', Buffer.from([0, 1, 2, 0, 5])), { code: 'unsupported_media' })
})

test('an import that is cancelled leaves nothing behind', async () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => `问题 ${i} 是什么,回答 ${i}`)
  const file = await upload('long.csv', ['问题,回复', ...rows].join('\n'))
  await imports.start(file.id, file.mapping, 'user:qiu')
  await new Promise((resolve) => setTimeout(resolve, 400))
  await imports.cancel(file.id)
  const { status } = await finished(file.id)
  assert.equal(status, 'cancelled')
  assert.deepEqual(await listDialogues(database.db, file.id, { after: '0', limit: 1 }), [])
})
