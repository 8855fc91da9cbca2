import type { Article, SearchKnowledge, SimilarArticle } from '#knowledge/contract.ts'

/** How alike two questions must be to be called the same. */
const NEAR = 0.75
const MOST = 10

/** Articles that already answer a question of this one in almost the same words. */
export function findSimilar(
  search: SearchKnowledge,
  article: Article,
  normalize: (text: string) => string,
): SimilarArticle[] {
  const best = new Map<string, SimilarArticle>()
  for (const question of [article.title, ...article.questions]) {
    for (const hit of search(question, { language: article.language, limit: 4 })) {
      const score = overlap(normalize(question), normalize(hit.question))
      if (hit.articleId === article.id || score < NEAR || score <= (best.get(hit.articleId)?.score ?? 0)) continue
      best.set(hit.articleId, { articleId: hit.articleId, title: hit.title, question, theirs: hit.question, score })
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, MOST)
}

/** Dice coefficient of the pairs of characters, 0…1. */
export function overlap(a: string, b: string): number {
  const own = pairs(a)
  const other = pairs(b)
  let shared = 0
  for (const pair of own) if (other.has(pair)) shared++
  return own.size + other.size ? Math.round((200 * shared) / (own.size + other.size)) / 100 : 0
}

function pairs(text: string): Set<string> {
  const plain = `^${text.replace(/[\p{P}\s]+/gu, '')}$`
  return new Set(Array.from({ length: plain.length - 1 }, (_, i) => plain.slice(i, i + 2)))
}
