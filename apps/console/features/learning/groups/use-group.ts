import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseCluster, CaseLabel, FailureCase } from '../../../../../src/learning/contract.ts'
import type { ModelKind } from '../../../../../src/understanding/models/contract.ts'
import { get, post } from '../../../api.ts'
import { usePages } from '../../../components/list/use-pages.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import type { Offer } from '../types.ts'

/** As many as the server labels or puts away in one step. */
const MOST = 500

/** One group in work: its cases, which of them stay out, the label chosen for the rest. */
export function useGroup(kind: ModelKind, group: CaseCluster, onDone: () => void) {
  const { t } = useTranslation('learning')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const button = useRef<HTMLButtonElement>(null)
  const [except, setExcept] = useState<ReadonlySet<string>>(new Set())
  const [label, setLabel] = useState<CaseLabel | null>(null)
  const pages = usePages<FailureCase>('cases', '/api/learning/cases', { kind, cluster: group.id, status: 'open' })
  const first = pages.items[0]?.id
  const { data: offer } = useQuery({
    queryKey: ['case', first],
    queryFn: ({ signal }) => get<Offer>(`/api/learning/cases/${encodeURIComponent(first ?? '')}`, {}, signal),
    enabled: first !== undefined,
  })
  const renew = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['case-groups'] }),
      client.invalidateQueries({ queryKey: ['cases'] }),
    ])
  const undo = useMutation({
    mutationFn: (ids: string[]) => post('/api/learning/undo', { ids }),
    onSuccess: renew,
    onError: failed,
  })
  const finished = (text: string) => (answer: { items: FailureCase[] }) => {
    done(text, () => undo.mutate(answer.items.map(({ id }) => id)))
    onDone()
    return renew()
  }
  const count = Math.min(MOST, group.size) - except.size
  const apply = useMutation({
    retry: false,
    mutationFn: () =>
      post<{ items: FailureCase[] }>(`/api/learning/clusters/${encodeURIComponent(group.id)}/label`, {
        label,
        except: [...except],
      }),
    onSuccess: finished(t('group.labelled', { count })),
    onError: failed,
  })
  const dismiss = useMutation({
    retry: false,
    mutationFn: () =>
      post<{ items: FailureCase[] }>('/api/learning/dismiss', {
        ids: pages.items.map(({ id }) => id).filter((id) => !except.has(id)),
      }),
    onSuccess: finished(t('group.dismissed')),
    onError: failed,
  })
  return {
    pages,
    suggestions: offer?.suggestions ?? [],
    except,
    toggle: (id: string) =>
      setExcept((old) => (old.has(id) ? new Set([...old].filter((one) => one !== id)) : new Set([...old, id]))),
    label,
    /** The next Enter carries it out. */
    choose: (one: CaseLabel) => {
      setLabel(one)
      setTimeout(() => button.current?.focus())
    },
    button,
    count,
    apply,
    dismiss,
  }
}
