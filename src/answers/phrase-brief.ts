import { holdsLinks, strayFigures } from '#answers/material.ts'
import type { Message } from '#conversations/contract.ts'
import type { Brief } from '#desk/brief/contract.ts'
import type { Llm } from '#engines/llm/contract.ts'
import { prompt } from '#engines/llm/prompts.ts'
import { openMasker } from '#governance/mask.ts'

const LONGEST = 800
const LONGEST_TEXT = 600
const MOST_MESSAGES = 20

/**
 * The brief in a few sentences by the language model, citing the solutions by number. Everything goes out masked; what
 * holds a figure, a placeholder or a link that its material lacks, or cites nothing that exists, is not used.
 */
export function phraseBrief(llm: Llm) {
  return async (brief: Brief, messages: Message[], language: 'zh' | 'en'): Promise<string | null> => {
    if (!llm.ready('summary') || brief.solutions.length === 0) return null
    const masker = openMasker([brief.profile.name])
    const mask = (text: string) => masker.mask(text.slice(0, LONGEST_TEXT))
    const material = JSON.stringify({
      wants: mask(brief.problem.wants[language]),
      said: mask(brief.problem.said),
      root: brief.problem.root.map(({ code, params }) => ({ code, ...params })),
      tried: brief.tried.map((one) => mask(one[language])),
      tier: brief.profile.tier,
      conversation: messages.slice(-MOST_MESSAGES).flatMap(({ author, parts }) => {
        const text = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
        return text ? [{ who: author.kind, text: mask(text) }] : []
      }),
      solutions: brief.solutions.map(({ kind, title, text }, i) => ({
        ...{ n: i + 1, kind, title: mask(title[language]), text: mask(text) },
      })),
    })
    const system = prompt('brief', language, { sentences: 4 })
    const result = await llm.generate({
      ...{ use: 'summary', system, messages: [{ role: 'user', text: material }], maxTokens: 400 },
    })
    if (!result.ok) return null
    const text = result.value.text.trim().replace(/[【［](\d+)[】］]/g, '[$1]')
    const cited = [...text.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n))
    const sound = text && text.length <= LONGEST && masker.knows(text) && !holdsLinks(text)
    const known = cited.length > 0 && cited.every((n) => n >= 1 && n <= brief.solutions.length)
    if (!sound || !known || strayFigures(text.replace(/\[\d+\]/g, ''), material).length > 0) return null
    return masker.restore(text)
  }
}
