import type { Article } from '#knowledge/contract.ts'
import type { IntentExamples } from '#understanding/contract.ts'

/** Intent of a customer who wants to know something, as opposed to having something done. */
export const KNOWLEDGE_QUESTION = 'knowledge_question'

/**
 * The questions of the knowledge base as one more intent. Without it "how do I return something" looks like "return
 * this": both speak of returns, and only examples of both tell them apart.
 */
export function questionsAsIntent(articles: Pick<Article, 'language' | 'title' | 'questions'>[]): IntentExamples {
  const asked = (language: 'zh' | 'en') =>
    articles
      .filter((article) => article.language === language)
      .flatMap((article) => [article.title, ...article.questions])
  return {
    id: KNOWLEDGE_QUESTION,
    title: { zh: '知识问题', en: 'Question' },
    examples: { zh: asked('zh'), en: asked('en') },
    keywords: { zh: [], en: [] },
    patterns: [],
  }
}
