import type { Embedding } from '#engines/embedding/contract.ts'
import { textsOf } from '#knowledge/search/indexed.ts'
import type { SearchIndex } from '#knowledge/search-index.ts'
import type { Log } from '#platform/log.ts'

/** So many articles are described in one go; a change waits for no more than that. */
const AT_ONCE = 20
const AGAIN_MS = 30_000

export type Describing = {
  /** Articles have changed: those without vectors get them in the background. */
  notice(): void
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Keeps the vectors of the published articles in step with them; what fails is tried again later. */
export function openDescribing(deps: { embedding: Embedding; index: SearchIndex; log: Log }): Describing {
  const { embedding, index, log } = deps
  let running: Promise<void> | null = null
  let noticed = false
  let stopped = false
  let described = false
  let timer: NodeJS.Timeout | null = null

  const describe = async (): Promise<boolean> => {
    while (!stopped) {
      const articles = index.lacking(AT_ONCE)
      if (articles.length === 0) return true
      described = true
      const texts = articles.map(textsOf)
      const vectors = await embedding.all(texts.flat())
      if (!vectors) return false
      let from = 0
      for (const [i, { id, version }] of articles.entries()) {
        index.describe(id, version, vectors.slice(from, from + texts[i]!.length))
        from += texts[i]!.length
      }
    }
    return true
  }
  const run = async () => {
    let done = true
    described = false
    while (noticed && !stopped) {
      noticed = false
      done = await describe()
    }
    if (described && !stopped) await index.learnTrust()
    if (!done && !stopped) {
      timer = setTimeout(notice, AGAIN_MS)
      timer.unref()
    }
  }
  const notice = () => {
    if (!embedding.model || stopped) return
    noticed = true
    if (timer) clearTimeout(timer)
    timer = null
    running ??= run()
      .catch((error: unknown) => log.error({ err: error }, 'articles were not described; search goes on by words'))
      .finally(() => {
        running = null
      })
  }
  return {
    notice,
    async settled() {
      while (running) await running
    },
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}
