import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ArticlePair } from '../../../../src/knowledge/conflicts/contract.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { ArticleStatus } from '../knowledge/article-status.tsx'
import { useArticle } from '../knowledge/use-article.ts'
import { useCategoryName } from '../knowledge/use-category-name.ts'
import styles from './gaps.module.css'

type Side = ArticlePair['left']
type Props = { side: Side; marked: string[]; onArchive: ((side: Side) => void) | null }

/** One of the two: its whole answer, with the sentences that the other contradicts marked. */
export function PairSide({ side, marked, onArchive }: Props) {
  const { t } = useTranslation('knowledge-gaps')
  const categoryName = useCategoryName()
  const query = useArticle(side.id)
  const article = query.data
  return (
    <section className={styles.side}>
      <header>
        <Link to={`/knowledge/${encodeURIComponent(side.id)}`}>{side.title}</Link>
        <span className={styles.quiet}>
          {article && <ArticleStatus article={article} />} {categoryName(side.category)}
        </span>
      </header>
      {query.isPending && <Loading rows={3} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {article && <p className={styles.text}>{marks(article.body, marked)}</p>}
      {onArchive && (
        <Button size="small" type="text" onClick={() => onArchive(side)}>
          {t('pairs.archive')}
        </Button>
      )}
    </section>
  )
}

/** The text with the given sentences marked where they stand. */
function marks(body: string, sentences: string[]) {
  const text = plain(body)
  const wanted = [...new Set(sentences.map(plain).filter(Boolean))]
  if (wanted.length === 0) return text
  const escaped = wanted.map((sentence) => sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return text.split(new RegExp(`(${escaped.join('|')})`)).map((piece, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change their order
    wanted.includes(piece) ? <mark key={at}>{piece}</mark> : piece,
  )
}

/** Without the marks of bold, which would only stand in the way of comparing. */
const plain = (text: string): string => text.replaceAll('**', '').trim()
