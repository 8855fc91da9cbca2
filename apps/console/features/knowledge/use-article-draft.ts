import { useCallback, useEffect, useRef, useState } from 'react'
import type { Article } from '../../../../src/knowledge/contract.ts'
import { useLeaveGuard } from '../../components/list/use-leave-guard.ts'
import { changedFields, type Draft, draftOf, missingFields } from './article-draft.ts'

/** The text being written, against the version it began from. */
export function useArticleDraft(stored: Article | null, language: 'zh' | 'en') {
  const [base, setBase] = useState({ draft: draftOf(stored, language), version: stored?.version ?? 0 })
  const [draft, setDraft] = useState(base.draft)
  const [tried, setTried] = useState(false)
  const leaving = useRef(false)
  const changed = changedFields(draft, base.draft)
  const dirty = changed.length > 0

  const begin = useCallback(
    (article: Article) => {
      const next = draftOf(article, language)
      setBase({ draft: next, version: article.version })
      setDraft(next)
      setTried(false)
    },
    [language],
  )
  useEffect(() => {
    // Somebody else saved while nothing is being written here: simply follow.
    if (stored && stored.version > base.version && !dirty) begin(stored)
  }, [stored, base.version, dirty, begin])
  useLeaveGuard(dirty, leaving)
  const missing = missingFields(draft)
  return {
    draft,
    dirty,
    changed,
    version: base.version,
    /** Named only after the first try to save, so that an empty form does not scold. */
    missing: tried ? missing : [],
    complete: missing.length === 0,
    showMissing: () => setTried(true),
    set: (change: Partial<Draft>) => setDraft((current) => ({ ...current, ...change })),
    begin,
    /** Keep what is written here, on top of a newer version. */
    rebase: (article: Article) => setBase({ draft: draftOf(article, language), version: article.version }),
    leave: () => {
      leaving.current = true
    },
  }
}
export type ArticleDraft = ReturnType<typeof useArticleDraft>
