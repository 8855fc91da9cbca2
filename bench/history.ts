import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { findImport } from '#learning/history/queries.ts'
import { openHistoryImports } from '#learning/history/run-import.ts'
import { uploadHistory } from '#learning/history/upload.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/open.ts'
import { openLog } from '#platform/log.ts'

const DIALOGUES = Number(process.env.BENCH_DIALOGUES ?? 100_000)
const ASKED = [
  '我要退货',
  '快递到哪了',
  '发票怎么开',
  '什么时候发货',
  '能便宜点吗',
  '地址写错了',
  '机器不出水',
  '退款多久到账',
]

/** Imports past conversations of six messages each into an embedded database on disk: reading, cleaning, masking, writing. */
export async function benchHistory(): Promise<Record<string, unknown>> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-history-'))
  const database = await openDatabase({ dataDir: join(dir, 'data') })
  try {
    await migrate(database)
    const path = join(dir, 'chats.csv')
    await pipeline(Readable.from(rows()), createWriteStream(path))
    const judge = () => ({ intent: null, confidence: 0, articleId: null })
    const imports = openHistoryImports({ database, dir: join(dir, 'files'), judge, log: openLog('silent') })
    const file = { name: 'chats.csv', stream: createReadStream(path) }
    const id = await uploadHistory({ database, dir: join(dir, 'files') }, file, 'user:bench')
    const one = (await findImport(database.db, id))!
    const begun = performance.now()
    await imports.start(id, one.mapping, 'user:bench')
    let slowest = 0
    let done = one
    while (done.status === 'uploaded' || done.status === 'running') {
      const asked = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 20))
      slowest = Math.max(slowest, performance.now() - asked - 20)
      done = (await findImport(database.db, id))!
    }
    const seconds = (performance.now() - begun) / 1000
    const figures = {
      dialogues: done.report?.dialogues,
      kept: done.report?.kept,
      megabytes: Math.round((await stat(path)).size / 1e5) / 10,
      seconds: Math.round(seconds * 10) / 10,
      dialoguesPerSecond: Math.round(DIALOGUES / seconds),
      longestPauseMs: Math.round(slowest),
      memoryMb: Math.round(process.memoryUsage().rss / 1e6),
    }
    process.stdout.write(`${figures.dialogues} conversations in ${figures.seconds} s\n`)
    return figures
  } finally {
    await database.close()
    await rm(dir, { recursive: true })
  }
}

function* rows(): Iterable<string> {
  yield '会话编号,角色,内容\n'
  for (let i = 0; i < DIALOGUES; i++) {
    const ask = ASKED[i % ASKED.length]
    const said = [
      ['客户', `您好，${ask}，订单号 HM${String(10_000_000 + i)}`],
      ['客服', '您好，请稍等，我帮您看一下'],
      ['客户', `我的电话是 139${String(i).padStart(8, '0')}，收货地址上海市徐汇区衡山路 ${i} 号`],
      ['客服', `查到了，${ask}的事已经登记，编号 ${i}`],
      ['客户', '大概多久能处理好？'],
      ['客服', '一般一到三个工作日，有结果会短信通知您'],
    ]
    yield said.map(([who, text]) => `s${i},${who},"${text}"\n`).join('')
  }
}
