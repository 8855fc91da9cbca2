import type { Article } from '#knowledge/contract.ts'
import { hashText } from '#platform/hash-text.ts'
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
  const kept = new Set(questions.toSorted((a, b) => hashText(a) - hashText(b)).slice(0, MOST))
  return questions.filter((text) => kept.has(text))
}
