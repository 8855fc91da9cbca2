import type { SpokenLanguage } from '#engines/audio.ts'

/** Characters of a piece: cut at commas when longer than `soft`, anywhere when longer than `hard`; `least` stays together. */
const LENGTHS = { zh: { soft: 48, hard: 90, least: 6 }, en: { soft: 150, hard: 280, least: 20 } }

const ABBREVIATION = /(?:^|[\s(“"])(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|approx|dept|Inc|Ltd|Co|[A-Z])\.$/i
const SAYABLE = /[\p{L}\p{N}]/u

/** Cuts a text into sentences, and sentences too long for one breath at their commas. */
export function splitSentences(text: string, language: SpokenLanguage): string[] {
  const lengths = LENGTHS[language === 'en' ? 'en' : 'zh']
  return text
    .split('\n')
    .flatMap(sentencesOf)
    .map((sentence) => tidy(sentence, language))
    .flatMap((sentence) => breathsOf(sentence, lengths))
    .filter((piece) => SAYABLE.test(piece))
}

/** A sentence takes its end mark and the closing quotes behind it along. */
function sentencesOf(line: string): string[] {
  const found: string[] = []
  let from = 0
  for (const match of line.matchAll(/(?:[。！？!?；;…]+|\.(?=[\s”"')）]|$))["'”’」』）)]*/g)) {
    const end = match.index + match[0].length
    const sentence = line.slice(from, end)
    if (match[0][0] === '.' && ABBREVIATION.test(sentence)) continue
    found.push(sentence)
    from = end
  }
  found.push(line.slice(from))
  return found
}

function tidy(sentence: string, language: SpokenLanguage): string {
  const spaced = sentence.replace(/\s+/g, ' ').trim()
  // Between Chinese characters a space is no pause, but two numbers and two letters it keeps apart.
  return language === 'en'
    ? spaced.replace(/ (?=[,.!?;:])/g, '')
    : spaced
        .replace(/(?<=[零一二两三四五六七八九十百千万亿]) (?=[零一二两三四五六七八九十百])/g, '，')
        .replace(/(?<=[\p{Script=Han}，。、！？；：]) | (?=[\p{Script=Han}，。、！？；：])/gu, '')
}

type Lengths = { soft: number; hard: number; least: number }

function breathsOf(sentence: string, lengths: Lengths): string[] {
  const found: string[] = []
  let rest = sentence
  while (rest.length > lengths.soft) {
    const cut = cutOf(rest, lengths)
    if (cut >= rest.length) break
    found.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  if (rest) found.push(rest)
  return found
}

/** The last comma within the soft length, else the first behind it, else a space, else the hard length itself. */
function cutOf(text: string, { soft, hard, least }: Lengths): number {
  const commas = [...text.matchAll(/[，,：:—]+ ?/g)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at >= least && text.length - at >= least)
  const cut = commas.findLast((at) => at <= soft) ?? commas.find((at) => at <= hard)
  if (cut !== undefined) return cut
  if (text.length <= hard) return text.length
  const space = Math.max(text.lastIndexOf(' ', hard), text.lastIndexOf('、', hard))
  const at = space >= least ? space + 1 : hard
  // Never between the halves of one character.
  return /[\udc00-\udfff]/.test(text[at]!) ? at - 1 : at
}
