import { join } from 'node:path'
import { openHistoryImports } from '#learning/history/run-import.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

/** Past conversations brought in from elsewhere, judged by what the engine knows today. */
export function openHistory({ config, database, log }: Core, mind: Mind) {
  const dir = join(config.DATA_DIR, 'history')
  const imports = openHistoryImports({
    database,
    dir,
    log,
    judge: (text, language) => {
      const [best] = mind.understand(text, { now: new Date(), language }).intents
      const [hit] = mind.search(text, { language, limit: 1 })
      return {
        intent: best?.id ?? null,
        confidence: best?.confidence ?? 0,
        articleId: hit && hit.score >= mind.thresholds.current().answer ? hit.articleId : null,
      }
    },
  })
  return { dir, imports }
}
export type History = ReturnType<typeof openHistory>
