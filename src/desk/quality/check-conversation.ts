import type { Message } from '#conversations/contract.ts'
import { type AutomaticResult, type Criterion, MOST_POINTS, type QualityCheck } from '#desk/quality/contract.ts'
import { checkWording, type WordingRule } from '#packs/contract.ts'

/** A closed conversation as the automatic checks read it. */
export type Inspected = {
  agentId: string
  language: 'zh' | 'en'
  messages: readonly Message[]
  acceptedAt: string | null
  closeReason: string | null
  rating: number | null
  rules: readonly WordingRule[]
}

type Found = Omit<AutomaticResult, 'criterionId'>

const GREETING =
  /您好|你好|早上好|上午好|下午好|晚上好|很高兴为您|欢迎|\b(hi|hello|good (morning|afternoon|evening)|welcome|dear)\b/i
const SAYS_WHO = /我是|这里是|工号|客服|为您服务|\b(i am|i'm|this is|my name)\b/i
const CLOSING =
  /祝您|再见|感谢您|谢谢您|有(任何|其他|别的)?问题.{0,8}(联系|找)|还有(什么|其他).{0,8}(帮|吗)|满意|\b(thank you|thanks for|goodbye|bye|anything else|have a (nice|great|good)|take care)\b/i

/** What can be told without reading with one's own eyes. Pure. */
export function checkConversation(criteria: readonly Criterion[], about: Inspected): AutomaticResult[] {
  return criteria.flatMap(({ id, check, limit }) =>
    check === null ? [] : [{ criterionId: id, ...CHECKS[check](about, limit ?? 60) }],
  )
}

const CHECKS: Record<QualityCheck, (about: Inspected, limit: number) => Found> = {
  greeting: (about) => {
    const [first] = repliesOf(about)
    if (!first) return nothing
    const greets = GREETING.test(first.text)
    const names = SAYS_WHO.test(first.text)
    return { points: greets && names ? MOST_POINTS : greets || names ? 3 : 0, found: clip(first.text), seq: first.seq }
  },
  'banned-words': (about) => {
    for (const { text, seq } of repliesOf(about)) {
      const [finding] = checkWording(about.rules, text, about.language)
      if (finding) return { points: 0, found: finding.text, seq }
    }
    return { points: MOST_POINTS, found: '', seq: null }
  },
  'first-response': (about, limit) => {
    const [first] = repliesOf(about)
    if (!first || !about.acceptedAt) return nothing
    const seconds = Math.max(0, Math.round((Date.parse(first.at) - Date.parse(about.acceptedAt)) / 1000))
    const points = seconds <= limit ? MOST_POINTS : seconds <= 2 * limit ? 3 : seconds <= 3 * limit ? 1 : 0
    return { points, found: `${seconds} s`, seq: first.seq }
  },
  resolution: ({ closeReason, rating }) => {
    const solved = closeReason === 'solved'
    const unhappy = rating !== null && rating <= 2
    const found = rating === null ? (closeReason ?? '') : `${closeReason ?? ''} · ${rating}/5`
    return { points: solved && !unhappy ? MOST_POINTS : solved ? 2 : 0, found, seq: null }
  },
  closing: (about) => {
    const last = repliesOf(about).slice(-2)
    const said = last.find(({ text }) => CLOSING.test(text))
    return said
      ? { points: MOST_POINTS, found: clip(said.text), seq: said.seq }
      : { ...nothing, seq: last.at(-1)?.seq ?? null }
  },
}

const nothing: Found = { points: 0, found: '', seq: null }
const clip = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

/** What the inspected agent wrote to the customer. */
const repliesOf = ({ messages, agentId }: Inspected) =>
  messages
    .filter(({ author, internal }) => author.kind === 'agent' && author.id === agentId && !internal)
    .flatMap(({ parts, seq, at }) => {
      const text = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
      return text ? [{ text, seq, at }] : []
    })
