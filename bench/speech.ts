// How well phrases of a grammar are heard, by the number of phrases and the state of the line, on words that a person said.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPocketsphinx } from '#engines/asr/pocketsphinx/open-pocketsphinx.ts'
import { type AudioFrame, FRAME_SAMPLES, SAMPLE_RATE } from '#engines/audio.ts'
import { openResampler } from '#engines/resample.ts'
import { cut, speechData } from '#engines/testing.ts'
import { seededRandom } from '#learning/random.ts'
import { decodeG711, encodeG711 } from '#voice/transports/rtp/g711.ts'
import { say } from './processes.ts'

const SIZES = [31, 50, 100, 200, 600]
const ASKED = 100
/** Recordings that stay outside of every grammar. */
const OUTSIDE = 100
const DICTIONARY = 'lm/zh_CN/mandarin_notone.dic'
const LOSS = 0.03
const NOISE_DB = 15
/** A frame of a telephone line: 20 ms at 8 kHz. */
const LINE_FRAME = 160
const AT_ONCE = 40

type Line = (sound: Int16Array) => Int16Array
type Row = {
  line: string
  phrases: number
  asked: number
  right: number
  accepted: number
  cer: number
  falseAccepted: number
  p50Ms: number
  p95Ms: number
}

export async function benchSpeech() {
  const engine = speechData && openPocketsphinx(join(speechData, 'pocketsphinx-models'))
  const lacking = engine ? engine.lacking() : 'no-data'
  if (!engine || !speechData || lacking) {
    say(
      `not measured: ${lacking === 'no-data' ? 'there is no speech in YINGHE_DATA' : `pocketsphinx is lacking: ${lacking}`}`,
    )
    return { bench: 'speech', skipped: lacking }
  }
  const sounds = decodeAll(join(speechData, 'words'))
  const words = [...sounds.keys()]
  const others = unsaid(speechData, new Set(words))
  say(
    `${words.length} words by one speaker, larger grammars filled up with words that nobody says; per line: share right, share right and accepted, character errors,`,
  )
  say('share of words outside the grammar that were taken for one inside, milliseconds (half, 95 %)')
  const rows: Row[] = []
  const confused = new Map<string, number>()
  for (const [line, over] of Object.entries(LINES)) {
    for (const size of SIZES) {
      rows.push(await measure(engine, { line, over, size, words, others, sounds, confused }))
      say(`  ${printed(rows.at(-1)!)}`)
    }
  }
  await engine.close()
  const worst = [...confused].sort(([, a], [, b]) => b - a).slice(0, 12)
  say(`most confused: ${worst.map(([pair, times]) => `${pair} ${times}`).join(', ')}`)
  return { bench: 'speech', rows, confused: Object.fromEntries(worst) }
}

type Task = {
  line: string
  over: Line
  size: number
  words: string[]
  others: string[]
  sounds: Map<string, Int16Array>
  confused: Map<string, number>
}

async function measure(engine: ReturnType<typeof openPocketsphinx>, task: Task): Promise<Row> {
  const { line, over, size, words, others, sounds, confused } = task
  const said = words.slice(0, Math.min(size, words.length - OUTSIDE))
  const grammar = [...said, ...others.slice(0, size - said.length)]
  const times: number[] = []
  const hear = async (word: string) => {
    const stream = engine.open({ language: 'zh', grammar, hotWords: [], limitMs: 20_000 })
    for (const frame of cut(over(sounds.get(word)!))) stream.write(frame as AudioFrame)
    const started = performance.now()
    const { text, alternatives } = await stream.end()
    times.push(performance.now() - started)
    return { text, nearest: alternatives?.[0]?.text ?? '' }
  }
  const asked = spread(said, ASKED)
  let [right, accepted, errors, characters] = [0, 0, 0, 0]
  for (const word of asked) {
    const { text, nearest } = await hear(word)
    if (nearest === word) right += 1
    else confused.set(`${word}→${nearest || '∅'}`, (confused.get(`${word}→${nearest || '∅'}`) ?? 0) + 1)
    if (text === word) accepted += 1
    errors += distance(word, nearest)
    characters += [...word].length
  }
  const outside = spread(words.slice(said.length), ASKED)
  let taken = 0
  for (const word of outside) if ((await hear(word)).text) taken += 1
  const share = (part: number, whole: number) => (whole ? Math.round((part / whole) * 1000) / 1000 : 0)
  const sorted = times.sort((a, b) => a - b)
  const at = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)]!)
  return {
    line,
    phrases: grammar.length,
    asked: asked.length,
    right: share(right, asked.length),
    accepted: share(accepted, asked.length),
    cer: share(errors, characters),
    falseAccepted: share(taken, outside.length),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
  }
}

/** Words of the dictionary that are not recorded, evenly from all of it. */
function unsaid(data: string, recorded: ReadonlySet<string>): string[] {
  const dictionary = readFileSync(join(data, 'pocketsphinx-models', DICTIONARY), 'utf8').split('\n')
  const words = new Set(dictionary.map((line) => line.split(/[\s(]/)[0]!))
  const fitting = [...words].filter((word) => /^\p{Script=Han}{1,3}$/u.test(word) && !recorded.has(word))
  return spread(fitting, Math.max(...SIZES))
}

const printed = ({ line, phrases, right, accepted, cer, falseAccepted, p50Ms, p95Ms }: Row): string => {
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`.padStart(8)
  return `${line.padEnd(22)}${String(phrases).padStart(4)}${percent(right)}${percent(accepted)}${percent(cer)}${percent(falseAccepted)}  ${p50Ms} / ${p95Ms} ms`
}

/** So many of a list, evenly. */
const spread = <T>(list: T[], most: number): T[] =>
  list.length <= most ? list : Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]!)

function distance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  let row = right.map((_, i) => i + 1)
  row.unshift(0)
  for (const [i, one] of left.entries()) {
    const next = [i + 1]
    for (const [k, other] of right.entries())
      next.push(Math.min(next[k]! + 1, row[k + 1]! + 1, row[k]! + (one === other ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}

const through = (sound: Int16Array, from: number, to: number): Int16Array => {
  const resampler = openResampler(from, to)
  const parts = [resampler.push(sound), resampler.flush()]
  const all = new Int16Array(parts[0]!.length + parts[1]!.length)
  all.set(parts[0]!)
  all.set(parts[1]!, parts[0]!.length)
  return all
}

/** What a telephone line does to sound; `lose` of its packets never arrive. */
function telephone(sound: Int16Array, lose = 0): Int16Array {
  const random = seededRandom(`loss ${sound.length}`)
  const line = decodeG711('pcma', encodeG711('pcma', through(sound, SAMPLE_RATE, SAMPLE_RATE / 2)))
  for (let at = 0; at < line.length; at += LINE_FRAME) if (random() < lose) line.fill(0, at, at + LINE_FRAME)
  return through(line, SAMPLE_RATE / 2, SAMPLE_RATE)
}

function noisy(sound: Int16Array): Int16Array {
  const random = seededRandom(`noise ${sound.length}`)
  const power = sound.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, sound.length)
  // Even noise of this amplitude has a third of its square as power.
  const amplitude = Math.sqrt((3 * power) / 10 ** (NOISE_DB / 10))
  return sound.map((sample) => Math.max(-32768, Math.min(32767, sample + (random() * 2 - 1) * amplitude)))
}

const LINES: Record<string, Line> = {
  clean: (sound) => sound,
  'G.711': (sound) => telephone(sound),
  'G.711, 3 % lost': (sound) => telephone(sound, LOSS),
  [`G.711, noise ${NOISE_DB} dB`]: (sound) => telephone(noisy(sound)),
}

/** Many files in one run of ffmpeg: starting it for each takes longer than the decoding. */
function decodeAll(dir: string): Map<string, Int16Array> {
  const files = readdirSync(dir).filter((file) => file.endsWith('.mp3'))
  const work = mkdtempSync(join(tmpdir(), 'words-'))
  try {
    for (let from = 0; from < files.length; from += AT_ONCE) {
      const some = files.slice(from, from + AT_ONCE)
      const inputs = some.flatMap((file) => ['-i', join(dir, file)])
      const outputs = some.flatMap((_, i) => [
        '-map',
        `${i}:a`,
        '-ar',
        String(SAMPLE_RATE),
        '-ac',
        '1',
        '-f',
        's16le',
        join(work, `${from + i}.raw`),
      ])
      execFileSync('ffmpeg', ['-v', 'error', '-nostdin', ...inputs, ...outputs])
    }
    return new Map(
      files.flatMap((file, i) => {
        const raw = join(work, `${i}.raw`)
        const word = /cmn-(.*)\.mp3$/.exec(file)?.[1]
        if (!word || !existsSync(raw)) return []
        const sound = new Int16Array(new Uint8Array(readFileSync(raw)).buffer)
        return sound.length < FRAME_SAMPLES * 10 ? [] : [[word, sound] as const]
      }),
    )
  } finally {
    rmSync(work, { recursive: true })
  }
}
