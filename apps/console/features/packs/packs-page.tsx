import { useTranslation } from 'react-i18next'
import { useFilters } from '../../components/list/use-filters.ts'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { PackCard } from './pack-card.tsx'
import { PackDetails } from './pack-details.tsx'
import styles from './packs.module.css'
import { usePacks } from './use-packs.ts'

/** What each trade needs, to be installed, updated and removed. */
export default function PacksPage() {
  const { t } = useTranslation('packs')
  const query = usePacks()
  const opened = useFilters(['pack'])
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')} />
      {query.data ? (
        <div className={styles.cards}>
          {query.data.items.map((pack) => (
            <PackCard
              key={pack.id}
              pack={pack}
              training={query.data.training}
              onOpen={() => opened.set({ pack: pack.id })}
            />
          ))}
        </div>
      ) : query.isError ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading rows={8} />
      )}
      {opened.values.pack && <PackDetails key={opened.values.pack} id={opened.values.pack} onClose={opened.clear} />}
    </Page>
  )
}
