import assert from 'node:assert/strict'
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { readConfig } from './config.ts'

const main = join(import.meta.dirname, 'main.ts')
const folder = await mkdtemp(join(tmpdir(), 'hemu-main-'))
after(() => rm(folder, { recursive: true }))
const secrets = { SHOP_API_KEY: 'k', SHOP_IDENTITY_SECRET: 's' }
const environment = { ...process.env, ...secrets, SHOP_PORT: '0', SHOP_DATA_DIR: folder }

describe('the shop as a process', () => {
  it('says where it listens and stops on SIGTERM', async () => {
    const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(child.stdout, 'data')
    const { listening } = JSON.parse(String(line))
    assert.equal((await fetch(`${listening}/openapi.json`)).status, 200)
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [0, null])
  })

  it('tells its parent and leaves with it', async () => {
    const child = fork(main, { env: environment, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const [message] = await once(child, 'message')
    assert.match(message.listening, /^http:\/\/127\.0\.0\.1:\d+$/)
    child.disconnect()
    assert.deepEqual(await once(child, 'exit'), [0, null])
  })

  it('does not start without its key and says so', async () => {
    const child = spawn(process.execPath, [main], {
      env: { ...environment, SHOP_API_KEY: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [[text], [code]] = await Promise.all([once(child.stderr, 'data'), once(child, 'exit')])
    assert.match(String(text), /SHOP_API_KEY must be set/)
    assert.equal(code, 1)
  })
})

describe('the settings', () => {
  it('have defaults for all but the secrets', () => {
    assert.deepEqual(readConfig(secrets), {
      host: '127.0.0.1',
      port: 3001,
      dataDir: './data/demo-shop',
      apiKey: 'k',
      identitySecret: 's',
      widgetUrl: 'http://127.0.0.1:3000',
    })
  })

  it('are refused by name', () => {
    assert.throws(() => readConfig({ ...secrets, SHOP_PORT: '99999' }), /SHOP_PORT/)
    assert.throws(() => readConfig({ ...secrets, SHOP_WIDGET_URL: 'javascript:1' }), /SHOP_WIDGET_URL/)
  })
})
