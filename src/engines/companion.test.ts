import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openCompanion } from '#engines/companion.ts'

const COMPANION = JSON.stringify(join(import.meta.dirname, 'companion.ts'))
let dir: string
let script: string
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'companion-'))
  script = join(dir, 'echo.ts')
  await writeFile(
    script,
    `import { serveCompanion } from ${COMPANION}
let asks = 0
serveCompanion((tell) => ({
  receive(asked) { asks += 1; if (asked === 'die') process.exit(3); tell({ back: asked === 'number' ? asks : asked }) },
  over() {},
}))
`,
  )
})
after(() => rm(dir, { recursive: true }))

type Told = { back: unknown }
const ask = (companion: ReturnType<typeof openCompanion>, message: unknown) =>
  new Promise<unknown>((resolve, reject) => {
    const exchange = companion.begin(
      (told: Told) => {
        exchange.end()
        resolve(told.back)
      },
      (why) => reject(new Error(why)),
    )
    exchange.post(message)
  })

for (const as of ['process', 'thread'] as const) {
  test(`a ${as} answers each piece of work by itself, sound as sound`, async () => {
    const companion = openCompanion({ script, as })
    const answers = await Promise.all([1, 2, 3].map((one) => ask(companion, one)))
    assert.deepEqual(answers, [1, 2, 3])
    assert.deepEqual(await ask(companion, new Int16Array([1, -2])), new Int16Array([1, -2]))
    await companion.close()
  })
  test(`a ${as} that dies breaks what was under way, and starts again with the next`, async () => {
    const companion = openCompanion({ script, as })
    await assert.rejects(ask(companion, 'die'), /ended with/)
    assert.equal(await ask(companion, 'alive'), 'alive')
    await companion.close()
    assert.equal(await ask(companion, 'again'), 'again', 'closing is no end for good')
    await companion.close()
  })
  test(`a ${as} that is prepared runs before there is work, and is the one that does it`, async () => {
    const companion = openCompanion({ script, as })
    companion.prepare('number')
    const numbers = [await ask(companion, 'number'), await ask(companion, 'number')]
    assert.deepEqual(numbers, [2, 3])
    await companion.close()
  })
  test(`an idle ${as} keeps nobody from ending, and closing it comes to its end`, async () => {
    const main = join(dir, `main-${as}.ts`)
    await writeFile(
      main,
      `import { openCompanion } from ${COMPANION}
const companion = openCompanion({ script: ${JSON.stringify(script)}, as: '${as}' })
await new Promise((done) => { const e = companion.begin((told) => { e.end(); done(told) }, done); e.post(1) })
if (process.argv[2] === 'close') await companion.close()
console.log('ended')
`,
    )
    for (const how of ['close', 'leave'])
      assert.equal(execFileSync(process.execPath, [main, how], { encoding: 'utf8', timeout: 20_000 }).trim(), 'ended')
  })
}
