import type { Article } from '#knowledge/contract.ts'
import type { IntentExamples } from '#understanding/contract.ts'

/** Intent of a customer who wants to know something, as opposed to having something done. */
export const KNOWLEDGE_QUESTION = 'knowledge_question'

/** So many questions of an article are enough to tell what a question is; more cost time and memory. */
const MOST = 12

/**
 * The questions of the knowledge base as one more intent. Without it "how do I return something" looks like "return
 * this": both speak of returns, and only examples of both tell them apart.
 */
export function questionsAsIntent(articles: Pick<Article, 'language' | 'title' | 'questions'>[]): IntentExamples {
  const asked = (language: 'zh' | 'en') =>
    articles
      .filter((article) => article.language === language)
      .flatMap((article) => [article.title, ...sample(article.questions)])
  return {
    id: KNOWLEDGE_QUESTION,
    title: { zh: '知识问题', en: 'Question' },
    examples: { zh: asked('zh'), en: asked('en') },
    keywords: { zh: [], en: [] },
    patterns: [],
  }
}

/** One more question takes the place of one at most. */
function sample(questions: string[]): string[] {
  if (questions.length <= MOST) return questions
  const keys = new Map(questions.map((text) => [text, keyOf(text)]))
  const last = [...keys.values()].sort((a, b) => a - b)[MOST - 1]!
  return questions.filter((text) => keys.get(text)! <= last)
}

/** FNV-1a. */
function keyOf(text: string): number {
  let key = 0x811c9dc5
  for (let i = 0; i < text.length; i++) key = Math.imul(key ^ text.charCodeAt(i), 0x01000193)
  return key >>> 0
}
