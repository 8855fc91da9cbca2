// Calls on the real server: how fast each stage of a turn is, how soon a voice stops, how many calls at once are heard whole.
import { setTimeout } from 'node:timers/promises'
import { FRAME_SAMPLES } from '#engines/audio.ts'
import type { Call, CallTurn } from '#voice/contract.ts'
import { ask } from '../tests/harness/call.ts'
import { identityToken } from '../tests/harness/identity.ts'
import { startTestServer, type TestServer } from '../tests/harness/start-server.ts'
import { KIND, newStorage } from '../tests/harness/storage.ts'
import { signIn, type TeamClient } from '../tests/harness/team-client.ts'
import { callByBrowser } from '../tests/harness/voice-client.ts'
import { cpuSeconds, memoryMb, say } from './processes.ts'

const CALLS = Number(process.env.BENCH_CALLS ?? 50)
const TURNS = Number(process.env.BENCH_TURNS ?? 20)
const LOAD_S = 20
/** Speech must last so long to count as an interruption; the stop is counted from then. */
const MIN_SPEECH_MS = 300
/** Within a sentence frames come every 20 ms; more than this between two of them is heard, much more is a pause. */
const LATE_MS = 60
const PAUSE_MS = 400

type Line = Awaited<ReturnType<typeof callByBrowser>>
const SAYS = ['你们几点上班', '运费多少钱', '怎么开发票', '保修多久']

export async function benchVoice() {
  const storage = await newStorage(KIND)
  const server = await startTestServer(storage, { YINGHE_DEMO: 'on' })
  try {
    const turns = await measureTurns(server)
    say(`turns: ${JSON.stringify(turns)}`)
    const load = await measureLoad(server)
    say(`load: ${JSON.stringify(load)}`)
    return { ...turns, ...load }
  } finally {
    await server.stop()
    await storage.remove()
  }
}

const dial = async ({ url }: TestServer, customer: string, hears: boolean): Promise<Line> => {
  const body = { identityToken: await identityToken(customer), locale: 'zh' }
  const { token } = await ask<{ token: string }>(url, '/api/widget/session', { body })
  return callByBrowser(url, { token, locale: 'zh', hears, speaks: false })
}

/** One customer, turn after turn: each begins by interrupting the answer to the one before. */
async function measureTurns(server: TestServer) {
  const team = await signIn(server.url, 'fang')
  const line = await dial(server, 'c-lin', true)
  await line.heard(/您好/, 30_000)
  const stops: number[] = []
  for (let n = 0; n < TURNS; n++) {
    const before = line.sound.length
    await until(() => line.sound.length > before + 25, 10_000)
    const frames = line.frames.length
    const began = performance.now()
    line.send({ type: 'voice', on: true })
    await until(() => line.frames.slice(frames).some(({ type }) => type === 'clear'), 2000)
    stops.push(performance.now() - began - MIN_SPEECH_MS)
    await setTimeout(300)
    line.send({ type: 'text', text: SAYS[n % SAYS.length]!, final: true })
    line.send({ type: 'voice', on: false })
    const said = line.captions('us').length
    await until(() => line.captions('us').length > said, 10_000)
  }
  await setTimeout(1000)
  line.send({ type: 'hang-up' })
  const figures = await figuresOf(team)
  return { turns: figures.length, ...stagesOf(figures), stopMs: spread(stops) }
}

async function figuresOf(team: TeamClient): Promise<CallTurn[]> {
  await setTimeout(1000)
  const { items } = await team.http<{ items: Call[] }>('/api/calls?limit=1')
  return (await team.http<{ turns: CallTurn[] }>(`/api/calls/${items[0]!.id}`)).turns
}

const STAGES = ['quietMs', 'recogniseMs', 'answerMs', 'speakMs', 'sendMs', 'totalMs'] as const
const stagesOf = (turns: CallTurn[]) => ({
  ...Object.fromEntries(STAGES.map((stage) => [stage, spread(turns.flatMap((turn) => turn[stage] ?? []))])),
  /** What the platform adds: everything but the quiet by which it knows that he has finished. */
  ownMs: spread(turns.flatMap(({ totalMs, quietMs }) => (totalMs === null ? [] : totalMs - (quietMs ?? 0)))),
})

/** Calls at once, each sending sound that somebody has to be told from noise in, each being spoken to. */
async function measureLoad(server: TestServer) {
  const idleMb = memoryMb(server.pid)
  const lines: Line[] = []
  const gaps: number[] = []
  for (let n = 0; n < CALLS; n++) lines.push(await dial(server, `bench-${n}`, false))
  const cpuBefore = cpuSeconds(server.pid)
  const sound = murmur()
  const stop = Date.now() + LOAD_S * 1000
  const feeding = setInterval(() => {
    for (const line of lines) line.sendRaw(sound)
  }, 20)
  const counts = lines.map(({ sound: heard }) => ({ heard, seen: heard.length, at: performance.now() }))
  while (Date.now() < stop) {
    await setTimeout(5)
    const now = performance.now()
    for (const count of counts) {
      const fresh = count.heard.length - count.seen
      if (!fresh) continue
      for (let n = 0; n < fresh; n++) gaps.push(n === 0 ? now - count.at : 0)
      count.seen += fresh
      count.at = now
    }
  }
  clearInterval(feeding)
  const cpu = (cpuSeconds(server.pid) - cpuBefore) / LOAD_S
  const loadedMb = memoryMb(server.pid)
  for (const line of lines) line.close()
  const late = gaps.filter((ms) => ms > LATE_MS && ms < PAUSE_MS).length
  return {
    calls: lines.length,
    frames: gaps.length,
    latePercent: Math.round((late / Math.max(1, gaps.length)) * 10_000) / 100,
    cores: Math.round(cpu * 100) / 100,
    callsPerCore: Math.round(lines.length / Math.max(cpu, 0.01)),
    mbPerCall: Math.round(((loadedMb - idleMb) / lines.length) * 10) / 10,
  }
}

/** A frame of noise, quieter than speech. */
function murmur(): Buffer {
  const frame = new Int16Array(FRAME_SAMPLES)
  for (let n = 0; n < frame.length; n++) frame[n] = ((n * 7919) % 401) - 200
  return Buffer.from(frame.buffer)
}

async function until(holds: () => boolean, ms: number): Promise<void> {
  for (const end = performance.now() + ms; !holds() && performance.now() < end; ) await setTimeout(5)
}

function spread(values: number[]): { p50: number; p95: number } | null {
  if (!values.length) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!)
  return { p50: at(0.5), p95: at(0.95) }
}
