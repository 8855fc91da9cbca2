import type { Source } from '#answers/contract.ts'
import { figuresOf, measuresOf } from '#answers/figures.ts'
import { featuresOf, sentencesOf, supportOf } from '#answers/support.ts'
import { findPersonal } from '#governance/find-personal.ts'

export type Refused =
  | ('empty' | 'unknown' | 'too-long' | 'uncited' | 'unsupported' | 'figure' | 'link' | 'markup')
  | ('foreign-data' | 'claims-done' | 'leaks-prompt')
export type Checked =
  | { ok: true; text: string; articles: NonNullable<Source['article']>[] }
  | { ok: false; why: Refused }

/** What a model answers that knows nothing. */
export const UNKNOWN = 'UNKNOWN'
const LONGEST = 1500
/** Share of a sentence that must stand in the sources. */
const SUPPORT = 0.3

type Material = {
  sources: Source[]
  /** The customer's words, masked. */
  said: string
  /** The instructions given to the model: they must not come out again. */
  prompt: string
  /** Whether placeholders in a text were given out for this request. */
  knows: (text: string) => boolean
}

/**
 * Judges an answer of a model, masked as it came. Only what its sources bear may reach the customer: sentences without
 * support and citation are left out, anything invented or foreign refuses the whole.
 */
export function checkAnswer(answer: string, material: Material): Checked {
  const { sources, said, prompt, knows } = material
  const text = answer.trim().replace(/[【［](\d+)[】］]/g, '[$1]')
  if (!text) return no('empty')
  if (text.includes(UNKNOWN)) return no('unknown')
  if (text.length > LONGEST) return no('too-long')
  const known = new Map(sources.map((source) => [source.n, source]))
  const everything = [...sources.map((source) => source.text), said].join('\n')
  if (leaks(text, prompt, everything)) return no('leaks-prompt')
  if (LINK.test(text)) return no('link')
  if (MARKUP.test(text)) return no('markup')
  if (!knows(text) || findPersonal(text.replace(/⟦[A-Z]+_\d+⟧/g, ' ')).length > 0) return no('foreign-data')
  const features = featuresOf(everything)
  const kept: { sentence: string; valid: number[] }[] = []
  for (const sentence of sentencesOf(text)) {
    const valid = citationsIn(sentence).filter((n) => known.has(n))
    const bare = sentence.replace(CITATION, '')
    if (claimsDone(bare, everything)) return no('claims-done')
    const lookedUp = valid.some((n) => known.get(n)!.article === null)
    const supported = lookedUp || supportOf(bare, features) >= SUPPORT
    if (!supported && valid.length) return no('unsupported')
    if (!supported) continue
    kept.push({ sentence, valid })
  }
  const cited = [...new Set(kept.flatMap(({ valid }) => valid))].map((n) => known.get(n)!)
  if (cited.length === 0) return no('uncited')
  for (const { sentence, valid } of kept) {
    const own = valid.length ? valid.map((n) => known.get(n)!) : cited
    if (!bears(own, said, sentence)) return no('figure')
  }
  const result = kept.map(({ sentence }) => sentence).join('')
  return { ok: true, ...numbered(result.trim(), known) }
}

/** Whether every figure of a sentence stands in what it cites or in the customer's words, with the same measure. */
function bears(cited: Source[], said: string, sentence: string): boolean {
  const bare = sentence.replace(CITATION, '').replace(/^\s*\d{1,2}[.、)]\s/gm, '')
  const texts = [...cited.map(({ text }) => text), said].join('\n')
  const [figures, measures] = [figuresOf(texts), measuresOf(texts)]
  // What was looked up has bare numbers, whose measure the name of the field tells.
  const lookedUp = cited.some(({ article }) => article === null)
  return (
    [...figuresOf(bare)].every((figure) => figures.has(figure)) &&
    (lookedUp || [...measuresOf(bare)].every((measure) => measures.has(measure)))
  )
}

const no = (why: Refused): Checked => ({ ok: false, why })
const CITATION = /\s*\[(\d{1,2})\]/g
const citationsIn = (text: string): number[] => [...text.matchAll(CITATION)].map(([, n]) => Number(n))

/** Addresses of pages, written out or as a name of a host. The article a source leads to may hold them. */
const LINK =
  /[a-z][a-z0-9+.-]{1,12}:\/\/|\bwww\.|\b(?:javascript|data|mailto|tel):|\]\s*\(|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|io|xyz|top|info|biz|site|shop|example|dev|app|ru|tk|cc|me|co)\b/i
/** HTML, pictures, and results of look-ups passed on as they came. */
const MARKUP = /<\/?[a-z!][^>]*>|&(?:lt|gt|#\d+|#x[0-9a-f]+);|!\[|```|[{,]\s*"[\w-]+"\s*:/i

/** The model does nothing itself, so it must not say that something was done, unless a source says so. */
const DONE =
  /已经?(?:为|帮|给|替)?您?(?:的?[\p{Script=Han}⟦⟧A-Z_0-9]{0,12})?(?:取消|退款|修改|提交|办理|办好|开具|登记|赔付|补偿|下单|转账|发放)(?:成功|完成|好了|了)?|(?:has|have|was|were) (?:been )?(?:successfully )?(?:cancell?ed|refunded|changed|submitted|issued|filed|compensated|credited)|\bI(?:'ve| have)? (?:just )?(?:cancell?ed|refunded|changed|submitted|issued|filed)/iu

function claimsDone(sentence: string, everything: string): boolean {
  const claim = DONE.exec(sentence)?.[0]
  return claim !== undefined && !everything.includes(claim)
}

/** A stretch of the instructions in the answer that no source has. */
function leaks(text: string, prompt: string, everything: string): boolean {
  const squeeze = (some: string) => some.replace(/\s+/g, '').toLowerCase()
  const [answer, secret, open] = [squeeze(text), squeeze(prompt), squeeze(everything)]
  const size = /\p{Script=Han}/u.test(prompt) ? 10 : 28
  for (let at = 0; at + size <= secret.length; at++) {
    const stretch = secret.slice(at, at + size)
    if (answer.includes(stretch) && !open.includes(stretch)) return true
  }
  return false
}

/** Citations of articles numbered from 1 in the order they appear; those of look-ups and of nothing are taken out. */
function numbered(
  text: string,
  known: Map<number, Source>,
): { text: string; articles: NonNullable<Source['article']>[] } {
  const articles: NonNullable<Source['article']>[] = []
  const renumbered = text.replace(CITATION, (_, n: string) => {
    const article = known.get(Number(n))?.article
    if (!article) return ''
    const at = articles.findIndex(({ articleId }) => articleId === article.articleId)
    if (at < 0) articles.push(article)
    return `[${(at < 0 ? articles.length - 1 : at) + 1}]`
  })
  return { text: renumbered, articles }
}
