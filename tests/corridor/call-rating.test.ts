import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import type { Call } from '#voice/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { ask } from '../harness/call.ts'
import { identityToken } from '../harness/identity.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { callByBrowser } from '../harness/voice-client.ts'
import { waitFor } from '../harness/wait-for.ts'

const SOON = 30_000
const folder = mkdtempSync(join(tmpdir(), 'yinghe-call-rating-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
before(async () => {
  server = await startInProcess(KIND, { DATA_DIR: folder })
  chief = await signIn(server.url, 'admin')
})
after(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function dial(customer: string) {
  const body = { identityToken: await identityToken(customer), locale: 'zh' }
  const { token } = await ask<{ token: string }>(server.url, '/api/widget/session', { body })
  const line = await callByBrowser(server.url, { token, locale: 'zh', hears: true, speaks: false })
  const say = async (text: string) => {
    line.send({ type: 'voice', on: true })
    await new Promise((done) => setTimeout(done, 400))
    line.send({ type: 'text', text, final: true })
    line.send({ type: 'voice', on: false })
  }
  await line.heard(/您好，我是/, SOON)
  await line.phase('listening', SOON)
  return { ...line, say }
}

/** What is left of the latest call once it is over. */
async function ended() {
  const call = await waitFor(
    async () => {
      const { items } = await chief.http<{ items: Call[] }>('/api/calls?limit=1')
      return items[0]?.endedAt && items[0]
    },
    'the call is over',
    SOON,
  )
  const path = `/api/conversations/${call.conversationId}`
  const { conversation } = await chief.http<{
    conversation: { status: string; rating: number | null; closeReason: string | null }
  }>(path)
  const { items } = await chief.http<{ items: Message[] }>(`${path}/messages`)
  const told = items.filter(({ author }) => author.kind === 'customer').map(({ parts }) => parts)
  const asked = items.filter(({ parts }) => parts.some(({ kind }) => kind === 'rating-request')).length
  return { call, conversation, told, asked }
}

test('who says goodbye is asked once how it was; a rating by word is kept and the call ends', async () => {
  const line = await dial('c-lin')
  await line.say('好的，再见')
  await line.heard(/1 到 5，5 分最满意/, SOON)
  await line.phase('listening', SOON)
  await line.say('两分')
  await line.heard(/感谢您的评价/, SOON)
  const { call, conversation, told, asked } = await ended()
  assert.deepEqual([conversation.rating, conversation.status, conversation.closeReason], [2, 'closed', 'solved'])
  assert.deepEqual([call.endedWhy, told.length, asked], ['we-hung-up', 1, 1])
  line.close()
})

test('the key that agrees to the notice is no key of the conversation; another key than 1 to 5 is no rating', async () => {
  const recording = await chief.http<RecordingSettings>('/api/recording-settings')
  const emotionNotice = { zh: '分析语气，同意请按一。', en: 'To agree to analysis press one.' }
  const body = { ...recording, on: false, emotion: true, emotionNotice }
  await chief.http('/api/recording-settings', { method: 'PUT', body })
  const line = await dial('c-wang')
  line.send({ type: 'key', key: '1' })
  await line.say('再见')
  await line.heard(/5 分最满意/, SOON)
  line.send({ type: 'key', key: '9' })
  await line.heard(/感谢您的来电/, SOON)
  const { conversation, told } = await ended()
  assert.deepEqual([conversation.rating, conversation.status], [null, 'closed'])
  assert.deepEqual(told, [[{ kind: 'text', text: '再见' }]])
  line.close()
})
