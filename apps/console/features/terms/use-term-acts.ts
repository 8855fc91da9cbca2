import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TermInput, TermView } from '../../../../src/packs/contract.ts'
import { get, type Page, post, put, remove as removeAt } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

/** Saving, deleting and bringing back one term. */
export function useTermActs(term: TermView | null, onClose: () => void) {
  const { t } = useTranslation('terms')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: ['terms'] })
  const save = useMutation({
    retry: false,
    mutationFn: (input: TermInput) =>
      term ? put<TermView>(`/api/terms/${encodeURIComponent(term.id)}`, input) : post<TermView>('/api/terms', input),
    onSuccess: () => {
      void renew()
      done(t('saved'))
      onClose()
    },
    onError: failed,
  })
  const remove = useMutation({
    retry: false,
    mutationFn: () => removeAt(`/api/terms/${encodeURIComponent(term?.id ?? '')}`),
    onSuccess: () => {
      void renew()
      const { term: word, language, synonyms, productId } = term!
      const back = () => post('/api/terms', { term: word, language, synonyms, productId }).then(renew, failed)
      done(t('removed', { term: word }), () => void back())
      onClose()
    },
    onError: failed,
  })
  return { busy: save.isPending, save: save.mutate, remove: () => remove.mutate() }
}

/** Adds many at once. */
export function useTermImport(onClose: () => void) {
  const { t } = useTranslation('terms')
  const { done, failed } = useTold()
  const client = useQueryClient()
  return useMutation({
    retry: false,
    mutationFn: (terms: TermInput[]) => post<{ added: number; merged: number }>('/api/terms/import', { terms }),
    onSuccess: (result) => {
      void client.invalidateQueries({ queryKey: ['terms'] })
      done(t('paste.done', result))
      onClose()
    },
    onError: failed,
  })
}

/** Every term that fits, for the file. */
export async function allTerms(filters: { q: string; language: string; pack: string }): Promise<TermView[]> {
  const found: TermView[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<TermView> = await get<Page<TermView>>('/api/terms', { ...filters, limit: 100, cursor })
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}
