import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../../src/knowledge/contract.ts'
import { get, type Page } from '../../api.ts'
import { Field } from '../../components/list/field.tsx'
import { useSettled } from '../../components/list/use-settled.ts'

type Props = { onChoose: (article: { id: string; title: string }) => void; problem: string | undefined }

/** An article found by its words. */
export function ArticleSelect({ onChoose, problem }: Props) {
  const { t } = useTranslation('knowledge-graph')
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim())
  const query = useQuery({
    queryKey: ['articles', 'find', q],
    queryFn: ({ signal }) => get<Page<Article>>('/api/articles', { q, limit: 20 }, signal),
  })
  return (
    <Field label={t('kind.article')} id="new-article" problem={problem}>
      <Select
        id="new-article"
        showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
        loading={query.isFetching}
        placeholder={t('findArticle')}
        options={(query.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id: string, option) => {
          const title = Array.isArray(option) ? '' : String(option?.label ?? '')
          onChoose({ id, title })
        }}
      />
    </Field>
  )
}
