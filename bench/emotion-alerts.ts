import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { RULES, worsening } from '#emotion/alerts/worsening.ts'
import type { EmotionSignal } from '#emotion/contract.ts'
import { CALM_MOOD, fold } from '#emotion/fold.ts'
import { sketchOf } from '#emotion/sketch.ts'
import { textSignal } from '#emotion/text-signal.ts'
import { readEmotion } from '#understanding/emotion/read-emotion.ts'
import { dataFolder, partsOf, type Row } from './understanding/data.ts'

/** Satisfaction 1 is unsatisfied; turns are [c or b, words as numbers, 1 negative 2 neutral 3 positive]. */
type ServiceChat = Row & { dialog_satisfaction: number; turns: [string, string, number][] }
type Line = Row & { text: string; sentiment: string; dialog: string }
type Judged = { unhappy: boolean; messages: number; alertAt: number | null }

/** Between what a mildly and a clearly negative message weighs when it is read from words. */
const NEGATIVE = 0.6
const APART_MS = 30_000

/**
 * `npm run bench emotion-alerts [-- --train DIR --test DIR]`: alerts on service chats whose messages people marked as
 * negative or not, and whose customers said whether they were satisfied. The rules were set on the part that teaches.
 */
export async function benchEmotionAlerts(args: string[]) {
  const { values } = parseArgs({ args, options: { train: { type: 'string' }, test: { type: 'string' } } })
  const folders = { train: values.train ?? dataFolder(), test: values.test ?? null }
  const chats = existsSync(folders.train) ? partsOf<ServiceChat>(folders, 'emo_taobao_ssa_ids_zh') : null
  if (!chats) {
    process.stdout.write('The data folder is absent: set YINGHE_DATA or give --train. Nothing was measured.\n')
    return { absent: true }
  }
  process.stdout.write(`alerts on Taobao service chats with marked messages (${chats.split})\n`)
  const train = figures(
    'set on',
    chats.train.map((chat) => judgeChat(chat)),
  )
  const held = figures(
    'held back',
    chats.test.map((chat) => judgeChat(chat)),
  )
  const baseline = figures(
    '  one negative message',
    chats.test.map((chat) => judgeChat(chat, 'first')),
  )
  const spoken = partsOf<Line>(folders, 'emo_cped_dialogue_zh')
  const text = spoken && figures('read from words (drama dialogues)', dialoguesOf(spoken.test).map(judgeSpoken))
  return { split: chats.split, train, held, firstNegative: baseline, text }
}

/** Folds a chat as the product would, up to the first alert. */
function judgeChat(chat: ServiceChat, by: 'rules' | 'first' = 'rules', rules = RULES): Judged {
  let mood = CALM_MOOD
  let alertAt: number | null = null
  let messages = 0
  chat.turns.forEach(([who, words, sentiment], i) => {
    const at = (i + 1) * APART_MS
    if (who !== 'c') {
      mood = fold(mood, { answeredAt: at })
      return
    }
    messages++
    mood = fold(mood, { signal: markedSignal(i + 1, at, words, sentiment) })
    const fires = by === 'first' ? sentiment === 1 : worsening(mood.signals, rules) !== null
    if (fires && alertAt === null) alertAt = messages
  })
  return { unhappy: chat.dialog_satisfaction === 1, messages, alertAt }
}

function markedSignal(seq: number, at: number, words: string, sentiment: number): EmotionSignal {
  // Numbers as signs, so that the same question is known again.
  const text = words.split(' ').map((id) => String.fromCodePoint(0x4e00 + (Number(id) % 20_000)))
  const bad = sentiment === 1
  return {
    ...{ key: `text:${seq}`, source: 'text', at, seq, weight: 1, words: [] },
    ...{ label: bad ? 'dissatisfaction' : 'neutral', intensity: bad ? NEGATIVE : 0, sketch: sketchOf(text.join('')) },
  }
}

const dialoguesOf = (lines: Line[]): Line[][] => [...Map.groupBy(lines, ({ dialog }) => dialog).values()]

/** A dialogue ends unhappily when most of its last three lines were marked negative; feelings are read from the words. */
function judgeSpoken(lines: Line[]): Judged {
  let mood = CALM_MOOD
  let alertAt: number | null = null
  lines.forEach(({ text }, i) => {
    const emotion = readEmotion(text, text, 'zh')
    const at = (i + 1) * APART_MS
    mood = fold(mood, { signal: textSignal({ seq: i + 1, at, text, normalized: text, emotion }) })
    if (alertAt === null && worsening(mood.signals)) alertAt = i + 1
  })
  const end = lines.slice(-3)
  const bad = end.filter(({ sentiment }) => sentiment === 'negative').length
  return { unhappy: bad * 2 > end.length, messages: lines.length, alertAt }
}

function figures(name: string, judged: Judged[]) {
  const alerted = judged.filter(({ alertAt }) => alertAt !== null)
  const right = alerted.filter(({ unhappy }) => unhappy)
  const unhappy = judged.filter((one) => one.unhappy).length
  const leads = right.map(({ messages, alertAt }) => messages - alertAt!).sort((a, b) => a - b)
  const share = (part: number, whole: number) => (whole ? Math.round((part / whole) * 1000) / 1000 : 0)
  const found = {
    dialogues: judged.length,
    unhappy,
    alerts: alerted.length,
    precision: share(right.length, alerted.length),
    recall: share(right.length, unhappy),
    /** Messages of the customer between the alert and the end. */
    leadMedian: leads[leads.length >> 1] ?? 0,
    leadMean: leads.length ? Math.round((leads.reduce((sum, one) => sum + one, 0) / leads.length) * 10) / 10 : 0,
  }
  process.stdout.write(
    `  ${name.padEnd(36)} ${found.dialogues} dialogues, ${unhappy} unhappy: ${found.alerts} alerts, precision ${found.precision}, recall ${found.recall}, lead ${found.leadMedian} messages (median)\n`,
  )
  return found
}
