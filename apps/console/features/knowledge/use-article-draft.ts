import { useCallback, useEffect, useRef, useState } from 'react'
import { useLeaveGuard } from '../../components/list/use-leave-guard.ts'
import { changedFields, type Draft, draftOf, missingFields, type Wording } from './article-draft.ts'

/** The text being written, against the wording it began from. */
export function useArticleDraft(stored: Wording | null, language: 'zh' | 'en') {
  const [base, setBase] = useState(() => baseOf(stored, language))
  const [draft, setDraft] = useState(base.draft)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const leaving = useRef(false)
  const changed = changedFields(draft, base.draft)
  const dirty = changed.length > 0

  const begin = useCallback(
    (wording: Wording) => {
      const next = baseOf(wording, language)
      setBase(next)
      setDraft(next.draft)
      setNote('')
      setTried(false)
    },
    [language],
  )
  useEffect(() => {
    // Somebody else saved, or it went live, while nothing is being written here: simply follow.
    const moved = stored && (stored.version !== base.version || stored.next !== base.next)
    if (moved && !dirty) begin(stored)
  }, [stored, base, dirty, begin])
  useLeaveGuard(dirty, leaving)
  const missing = missingFields(draft)
  return {
    draft,
    dirty,
    changed,
    version: base.version,
    /** What was changed, in the writer's words, for the list of versions. */
    note,
    setNote,
    /** Named only after the first try to save, so that an empty form does not scold. */
    missing: tried ? missing : [],
    complete: missing.length === 0,
    showMissing: () => setTried(true),
    set: (change: Partial<Draft>) => setDraft((current) => ({ ...current, ...change })),
    begin,
    /** Keep what is written here, on top of a newer wording. */
    rebase: (wording: Wording) => setBase(baseOf(wording, language)),
    leave: () => {
      leaving.current = true
    },
  }
}
export type ArticleDraft = ReturnType<typeof useArticleDraft>

const baseOf = (wording: Wording | null, language: 'zh' | 'en') => ({
  draft: draftOf(wording?.content ?? null, language),
  version: wording?.version ?? 0,
  next: wording?.next ?? false,
})
