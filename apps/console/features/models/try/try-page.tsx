import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import { ModelsHead } from '../models-head.tsx'
import { Deciding } from './deciding.tsx'
import { Feeling } from './feeling.tsx'
import { Found } from './found.tsx'
import { Intents } from './intents.tsx'
import styles from './try.module.css'
import { useTry } from './use-try.ts'

/** Type what a customer would, see what the bot makes of it and why. */
export function TryPage() {
  const { t } = useTranslation('models')
  const { text, setText, query, asked } = useTry()
  const result = asked ? query.data : undefined
  return (
    <Page>
      <ModelsHead />
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 5 }}
        maxLength={4000}
        className={styles.field ?? ''}
        value={text}
        aria-label={t('try.field')}
        placeholder={t('try.placeholder')}
        onChange={(event) => setText(event.target.value)}
      />
      <div aria-live="polite">
        {!asked && <p className={styles.hint}>{t('try.hint')}</p>}
        {asked && query.isPending && <Loading rows={5} />}
        {asked && query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
        {result && (
          <div className={query.isPlaceholderData ? `${styles.result} ${styles.stale}` : styles.result}>
            <Intents read={result.read} />
            <Found text={result.text} read={result.read} />
            <Feeling text={result.text} read={result.read} />
            <Deciding read={result.read} />
          </div>
        )}
      </div>
    </Page>
  )
}
