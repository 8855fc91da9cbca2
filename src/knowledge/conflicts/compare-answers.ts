import type { Difference } from '#knowledge/conflicts/contract.ts'
import { type Fact, readFacts } from '#knowledge/conflicts/read-facts.ts'
import { overlap } from '#knowledge/similar.ts'

/** How alike two sentences are, figures and negations aside, when they speak of the same thing. */
const SAME_THING = { han: 0.55, latin: 0.7 }
const SAME_WORDS = 0.7
const SAME_SUBJECT = 0.1
const MOST = 5

/** What two answers to the same question say differently. Empty when they agree or speak of different things. */
export function compareAnswers(ours: string, theirs: string): Difference[] {
  const said = new Set(sentencesOf(theirs).map(({ text }) => text))
  const agreed = new Set(sentencesOf(ours).flatMap(({ text }) => (said.has(text) ? [text] : [])))
  const open = (answer: string) => sentencesOf(answer).filter(({ text }) => !agreed.has(text))
  const [left, right] = [open(ours), open(theirs)]
  const found: Difference[] = []
  for (const own of left) {
    // The sentence that says it in the same words is the one to be compared, not every other.
    const [best] = right
      .map((other) => ({ other, score: overlap(own.bare, other.bare) }))
      .sort((a, b) => b.score - a.score)
    if (!best || best.score < SAME_THING[/\p{Script=Han}/u.test(own.text) ? 'han' : 'latin']) continue
    found.push(...differing(own, best.other))
    if (best.score >= SAME_WORDS && own.negations !== best.other.negations)
      found.push(difference('negation', own.text, best.other.text, own, best.other))
  }
  return (found.length ? found : unaligned(left, right)).slice(0, MOST)
}

type Sentence = { text: string; facts: Fact[]; bare: string; negations: number }

const NEGATION =
  /(?:不(?!同|仅|但|过|错|管|论|断|足|妨|久|易|良|少|满)|没有|没(?!关系)|无(?!理由|论|忧|线|油|雾|需担心)|未(?!来)|勿|请别|\b(?:not|no|never|cannot|without)\b|\b\w+n['’]t\b)/giu

function sentencesOf(text: string): Sentence[] {
  return text
    .replace(/[*_`#>]+/g, '')
    .split(/[。！？!?；;\n]+|(?<=[a-z)])\.\s/i)
    .map((piece) => piece.replace(/^\s*(?:[-•·]|\d{1,2}[.)、])\s*/, '').trim())
    .filter((piece) => piece.length > 1)
    .slice(0, 200)
    .map((piece) => {
      const facts = readFacts(piece)
      let bare = ''
      let at = 0
      for (const fact of facts) {
        bare += `${piece.slice(at, fact.start)}#`
        at = fact.end
      }
      bare = (bare + piece.slice(at)).toLowerCase()
      const negations = (bare.match(NEGATION) ?? []).length % 2
      return { text: piece, facts, bare: bare.replace(NEGATION, ''), negations }
    })
}

/** Figures of one kind and unit of which the two sentences share none. */
function differing(own: Sentence, other: Sentence): Difference[] {
  const found: Difference[] = []
  for (const [key, mine] of byUnit(own.facts)) {
    const yours = byUnit(other.facts).get(key)
    if (!yours || mine.some((fact) => yours.some(({ value }) => value === fact.value))) continue
    found.push(difference(mine[0]!.kind, textOf(mine), textOf(yours), own, other))
  }
  return found
}

/** No sentence matches another: short answers still contradict each other when all their figures of a kind do. */
function unaligned(left: Sentence[], right: Sentence[]): Difference[] {
  if (left.length > 2 || right.length > 2) return []
  const related = (own: Sentence, other: Sentence) => overlap(own.bare, other.bare) >= SAME_SUBJECT
  return left.flatMap((own) => right.flatMap((other) => (related(own, other) ? differing(own, other) : [])))
}

const byUnit = (facts: Fact[]) => Map.groupBy(facts, (fact) => `${fact.kind}/${fact.unit}`)
const textOf = (facts: Fact[]) => facts.map(({ text }) => text).join(', ')

const difference = (kind: Difference['kind'], ours: string, theirs: string, own: Sentence, other: Sentence) => ({
  kind,
  ours: ours.slice(0, 200),
  theirs: theirs.slice(0, 200),
  ourSentence: own.text.slice(0, 300),
  theirSentence: other.text.slice(0, 300),
})
