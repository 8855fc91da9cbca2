import { Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { languageName } from '../../../kit/format.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { RichText } from '../../components/rich-text.tsx'
import { ScoreBar } from './score-bar.tsx'
import styles from './try-it.module.css'
import { type Tried, useTryIt } from './use-try-it.ts'

/** Ask what a customer would ask, and see what the bot would do with it, and by how much. */
export function TryIt() {
  const { t } = useTranslation('knowledge')
  const tried = useTryIt()
  return (
    <aside className={styles.panel} aria-label={t('try.title')}>
      <div className={styles.head}>
        <h2>{t('try.title')}</h2>
        <Segmented
          size="small"
          value={tried.language}
          onChange={tried.setLanguage}
          options={[
            { value: 'zh' as const, label: languageName('zh') },
            { value: 'en' as const, label: languageName('en') },
          ]}
        />
      </div>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 4 }}
        maxLength={300}
        value={tried.text}
        onChange={(event) => tried.setText(event.target.value)}
        placeholder={t('try.placeholder')}
        aria-label={t('try.title')}
      />
      <div className={styles.result} aria-live="polite">
        {!tried.asked && <p className={styles.hint}>{t('try.hint')}</p>}
        {tried.asked && tried.isPending && <Loading rows={3} />}
        {tried.isError && <Problem error={tried.error} onRetry={tried.retry} />}
        {tried.asked && tried.hits && <Hits tried={tried} />}
      </div>
    </aside>
  )
}

function Hits({ tried }: { tried: Tried }) {
  const { t } = useTranslation('knowledge')
  const best = tried.hits?.[0]
  const verdict = !best || best.score < tried.askBack ? 'none' : best.score < tried.answer ? 'ask' : 'answer'
  return (
    <>
      <p className={`${styles.verdict} ${styles[verdict] ?? ''}`}>{t(`try.${verdict}`)}</p>
      {verdict === 'answer' && best && (
        <div className={styles.bubble}>
          <RichText text={best.body} markdown />
        </div>
      )}
      <ol className={styles.hits}>
        {tried.hits?.map((hit) => (
          <li key={hit.articleId} className={styles.hit}>
            <Link to={`/knowledge/${encodeURIComponent(hit.articleId)}`} className={styles.hitTitle}>
              {hit.title}
            </Link>
            <ScoreBar score={hit.score} answer={tried.answer} askBack={tried.askBack} />
            {hit.question !== hit.title && (
              <span className={styles.matched}>{t('try.matched', { question: hit.question })}</span>
            )}
          </li>
        ))}
      </ol>
      <p className={styles.hint}>{t('try.scale', { answer: tried.answer, askBack: tried.askBack })}</p>
    </>
  )
}
