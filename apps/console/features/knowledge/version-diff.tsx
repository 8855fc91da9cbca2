import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ArticleVersion, VersionDiff as Diff } from '../../../../src/knowledge/workflow/contract.ts'
import { get } from '../../api.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { DiffFields } from './diff-fields.tsx'
import { DiffLines } from './diff-lines.tsx'
import { articlePath } from './use-article.ts'
import styles from './versions.module.css'

type Props = {
  articleId: string
  /** Undefined for the first version: then the whole of it is new. */
  from: ArticleVersion | undefined
  to: ArticleVersion
  versions: ArticleVersion[]
  onFrom: (number: number) => void
}

/** What one version says otherwise than another. */
export function VersionDiff({ articleId, from, to, versions, onFrom }: Props) {
  const { t } = useTranslation('knowledge')
  const other = from ?? to
  const query = useQuery({
    queryKey: ['articles', 'diff', articleId, other.number, to.number],
    queryFn: ({ signal }) => get<Diff>(`${articlePath(articleId)}/diff`, { from: other.number, to: to.number }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <section className={styles.diff} aria-live="polite">
      <header className={styles.diffHead}>
        <span>{t('versions.compared', { number: to.number })}</span>
        <Select
          size="small"
          aria-label={t('versions.with')}
          value={other.number}
          onChange={onFrom}
          popupMatchSelectWidth={false}
          options={versions.map(({ number }) => ({
            value: number,
            label: t('version', { version: number }),
            disabled: number === to.number,
          }))}
        />
        <span className={styles.legend}>
          <ins>{t('versions.added')}</ins> <del>{t('versions.removed')}</del>
        </span>
      </header>
      {query.isPending && <Loading rows={6} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <Changes diff={query.data} />}
    </section>
  )
}

function Changes({ diff }: { diff: Diff }) {
  const { t } = useTranslation('knowledge')
  const moved = diff.questions.some(({ kind }) => kind !== 'same')
  return (
    <>
      <h3>{t('field.title')}</h3>
      <DiffLines lines={[{ kind: 'changed', pieces: diff.title }]} />
      <h3>{t('field.body')}</h3>
      <DiffLines lines={diff.body} />
      {moved && (
        <>
          <h3>{t('field.questions')}</h3>
          <DiffLines lines={diff.questions} />
        </>
      )}
      <DiffFields fields={diff.fields} />
    </>
  )
}
