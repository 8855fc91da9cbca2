import { openEmotionModel, trainEmotion } from '../../src/understanding/emotion/train/train-emotion.ts'
import { type Folders, partsOf, type Row } from './data.ts'
import { scores } from './emotion-scores.ts'
import type { Figures } from './understanding.ts'

type Chat = Row & {
  dialog_satisfaction: number
  turns: [who: 'c' | 'b', words: string, feeling: number][]
  set?: string
}
const FEELINGS = ['', 'negative', 'neutral', 'positive']
const VIEW = { characters: 0, words: 3, skips: true, shape: false }

/** Real service chats whose words are numbers: the feeling of each utterance, and dialogues that left a customer unsatisfied. */
export function benchServiceChats(folders: Folders): Figures | null {
  const parts = partsOf<Chat>(folders, 'emo_taobao_ssa_ids_zh')
  if (!parts) return null
  const whole = parts.test.length
    ? parts
    : { train: parts.train.filter((_, i) => i % 10 !== 0), test: parts.train.filter((_, i) => i % 10 === 0) }
  const cut = (text: string) => text.split(' ')
  const started = performance.now()
  const rows = whole.train.flatMap(utterances)
  const read = openEmotionModel(trainEmotion(rows, { cut, views: [VIEW, { characters: 0, words: 1 }] }), cut)
  const told = whole.test.flatMap(utterances)
  const utterance = scores(
    told.map(({ label }) => label),
    told.map(({ text }) => read(text)),
  )
  const dialogues = whole.train.map((chat) => dialogue(chat))
  const readDialogue = openEmotionModel(
    trainEmotion(dialogues, { cut, views: [VIEW, { characters: 0, words: 2 }], folds: 5 }),
    cut,
  )
  const judged = whole.test.map((chat) => dialogue(chat))
  const unsatisfied = scores(
    judged.map(({ label }) => label),
    judged.map(({ text }) => readDialogue(text)),
  )
  const figures = {
    asked: { utteranceMacroF1: 80, unsatisfied: 88 },
    utterances: told.length,
    utterance,
    dialogues: judged.length,
    unsatisfied,
    trainSeconds: Math.round((performance.now() - started) / 1000),
  }
  process.stdout.write(`taobao: ${JSON.stringify(figures)}\n`)
  return figures
}

/** The words of a turn, those of the two turns before it marked as such, who speaks, and how far the chat has come. */
function utterances({ turns, set }: Chat): { text: string; label: string }[] {
  return turns.map(([who, words, feeling], i) => {
    const before = [1, 2].map((back) => {
      const turn = turns[i - back]
      return turn
        ? turn[1]
            .split(' ')
            .map((word) => `前${back}${turn[0]}${word}`)
            .join(' ')
        : `前${back}无`
    })
    const place = `位${who}${Math.min(i, 6)} 余${who}${Math.min(turns.length - i, 4)} 场${set ?? ''}${who} 长${who}${Math.min(8, words.split(' ').length)}`
    const own = words
      .split(' ')
      .map((word) => `${who}${word}`)
      .join(' ')
    return { text: `汉 ${own} ${before.join(' ')} ${place}`, label: FEELINGS[feeling]! }
  })
}

/** What the customer says, the end of it once more, and how long it took; the feelings of the turns are not looked at. */
function dialogue({ turns, dialog_satisfaction, set }: Chat): { text: string; label: string } {
  const last = turns.filter(([who]) => who === 'c').slice(-3)
  const all = turns
    .map(([who, words]) =>
      words
        .split(' ')
        .map((word) => `${who}${word}`)
        .join(' '),
    )
    .join(' ')
  const end = last.flatMap(([, words]) => words.split(' ').map((word) => `末${word}`)).join(' ')
  const text = `汉 ${all} ${end} 场${set ?? ''} 轮${Math.round(Math.log2(turns.length) * 2)}`
  return { text, label: dialog_satisfaction === 1 ? 'unsatisfied' : 'rest' }
}
