import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../../src/knowledge/contract.ts'
import type { CaseLabel } from '../../../../src/learning/contract.ts'
import { get } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { useIntentTitles } from '../history/use-intent-titles.ts'

/** A label in words: the feeling, the intent's name, the article's title, or what it is not. */
export function LabelText({ label }: { label: CaseLabel }) {
  const { t } = useTranslation('learning')
  const { t: feel } = useTranslation('emotion')
  const { titleOf } = useIntentTitles()
  if (label.kind === 'emotion') {
    const name = feel(`label.${label.emotion}`)
    return label.level ? feel('said', { label: name, level: feel(`level.${label.level}`) }) : name
  }
  if (label.kind === 'intent') return titleOf(label.intentId)
  if (label.kind === 'article') return <ArticleName id={label.articleId} />
  if (label.kind === 'new-intent') return t('label.new', { title: label.title })
  return t('label.outOfScope')
}

function ArticleName({ id }: { id: string }) {
  const { t } = useTranslation('learning')
  const { may } = useSession()
  const { data } = useQuery({
    queryKey: ['article', 'title', id],
    queryFn: ({ signal }) => get<Article>(`/api/articles/${encodeURIComponent(id)}`, {}, signal),
    enabled: may('knowledge.read'),
    staleTime: 300_000,
    retry: false,
  })
  return t('label.article', { title: data?.title ?? id })
}
