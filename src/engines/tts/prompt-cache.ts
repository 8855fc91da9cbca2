import { createHmac } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import type { SpeakOptions, TtsEngine } from '#engines/tts/contract.ts'
import type { Log } from '#platform/log.ts'
import type { Seal } from '#platform/settings/seal.ts'

const MAX_BYTES = 256 * 1024 * 1024
const UNUSED_MS = 30 * 24 * 3600_000

/** What was said before, on disk: encrypted, since a sentence may name a customer, and under names that tell nothing. */
export type PromptCache = {
  key(engine: TtsEngine, text: string, options: SpeakOptions): string
  read(key: string): Promise<AudioFrame[] | null>
  /** Nobody waits for it: a fault is told to the log. */
  write(key: string, frames: AudioFrame[]): Promise<void>
  /** Forgets what nobody asked for in a month. */
  purge(): Promise<void>
  /** Resolves when all that was to be kept is kept. */
  close(): Promise<void>
}

export type PromptCacheDeps = { dir: string; secret: string; seal: Seal; log: Log; maxBytes?: number }

export async function openPromptCache({ dir, secret, seal, log, maxBytes = MAX_BYTES }: PromptCacheDeps) {
  await mkdir(dir, { recursive: true })
  const held = await sizesIn(dir)
  let bytes = [...held.values()].reduce((sum, { size }) => sum + size, 0)
  const file = (key: string) => join(dir, key)
  const drop = async (key: string) => {
    bytes -= held.get(key)?.size ?? 0
    held.delete(key)
    await rm(file(key), { force: true })
  }
  const writing = new Set<Promise<void>>()
  const cache: PromptCache = {
    key: ({ id, variant = '' }, text, { language, voice, speed }) =>
      createHmac('sha256', secret)
        .update(JSON.stringify([id, variant, text, language, voice, speed]))
        .digest('hex'),
    async read(key) {
      const entry = held.get(key)
      if (!entry) return null
      try {
        const frames = framesOf(seal.openBytes(await readFile(file(key))))
        // The order of the map is the order of use.
        held.delete(key)
        held.set(key, { ...entry, usedAt: Date.now() })
        const now = new Date()
        // Somebody waits for the sound; that its date is late harms nobody.
        void utimes(file(key), now, now).catch(() => {})
        return frames
      } catch (error) {
        log.warn({ why: String(error) }, 'a kept sentence could not be read; it is made again')
        await drop(key)
        return null
      }
    },
    write(key, frames) {
      const written = keep(key, frames).finally(() => writing.delete(written))
      writing.add(written)
      return written
    },
    async purge() {
      for (const [key, { usedAt }] of [...held]) if (usedAt < Date.now() - UNUSED_MS) await drop(key)
    },
    async close() {
      await Promise.all(writing)
      held.clear()
    },
  }
  async function keep(key: string, frames: AudioFrame[]): Promise<void> {
    const sealed = seal.closeBytes(bytesOf(frames))
    if (sealed.length > maxBytes || held.has(key)) return
    try {
      const fresh = `${file(key)}.new`
      await writeFile(fresh, sealed)
      await rename(fresh, file(key))
      held.set(key, { size: sealed.length, usedAt: Date.now() })
      bytes += sealed.length
      while (bytes > maxBytes) await drop(held.keys().next().value!)
    } catch (error) {
      log.warn({ why: String(error) }, 'a sentence could not be kept; it will be made again')
    }
  }
  return cache
}

/** Whole sentences by name, least recently used first; what a crash left half-written goes. */
async function sizesIn(dir: string): Promise<Map<string, { size: number; usedAt: number }>> {
  const found: [string, { size: number; usedAt: number }][] = []
  for (const name of await readdir(dir)) {
    if (!/^[0-9a-f]{64}$/.test(name)) {
      await rm(join(dir, name), { force: true, recursive: true })
      continue
    }
    const { size, mtimeMs } = await stat(join(dir, name))
    found.push([name, { size, usedAt: mtimeMs }])
  }
  return new Map(found.sort(([, a], [, b]) => a.usedAt - b.usedAt))
}

function bytesOf(frames: AudioFrame[]): Buffer {
  const samples = new Int16Array(frames.length * FRAME_SAMPLES)
  for (const [i, frame] of frames.entries()) samples.set(frame, i * FRAME_SAMPLES)
  return Buffer.from(samples.buffer)
}

function framesOf(bytes: Buffer): AudioFrame[] {
  const samples = new Int16Array(new Uint8Array(bytes).buffer)
  const frames: AudioFrame[] = []
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) frames.push(samples.slice(at, at + FRAME_SAMPLES))
  return frames
}
