import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { checkWording, type WordingFinding, type WordingRule } from '../../../../../src/packs/contract.ts'
import { get, type Page } from '../../../api.ts'
import { useSession } from '../../../session.tsx'

const NONE: readonly WordingFinding[] = []

/** Wording in a reply that the packs forbid, found while it is typed; the server looks once more before it goes out. */
export function useWording(text: string, language: 'zh' | 'en', off: boolean) {
  const { may } = useSession()
  const rules = useQuery({
    queryKey: ['wording-rules'],
    queryFn: ({ signal }) => get<Page<WordingRule>>('/api/wording-rules', {}, signal),
    enabled: may('replies.read'),
    staleTime: 300_000,
  })
  const items = rules.data?.items
  const findings = useMemo(
    () => (off || !items || !text.trim() ? NONE : checkWording(items, text, language)),
    [items, text, language, off],
  )
  return { findings, refused: findings.some(({ severity }) => severity === 'refuse') }
}
