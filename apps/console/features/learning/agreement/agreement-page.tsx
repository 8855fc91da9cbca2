import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement, FailureCase } from '../../../../../src/learning/contract.ts'
import { get } from '../../../api.ts'
import { Columns } from '../../../components/columns.tsx'
import { Empty } from '../../../components/empty.tsx'
import { ListBody } from '../../../components/list/list-body.tsx'
import { RecordTable } from '../../../components/list/record-table.tsx'
import { usePages } from '../../../components/list/use-pages.ts'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import { useKind } from '../../models/kind-switch.tsx'
import { CaseDrawer } from '../cases/case-drawer.tsx'
import { useCaseColumns } from '../cases/use-case-columns.tsx'
import styles from '../figures.module.css'
import { LearningHead } from '../learning-head.tsx'
import { PairTable } from './pair-table.tsx'
import { SecondShare } from './second-share.tsx'

/** Fewer cases than these say nothing of the labels. */
const ENOUGH = 10

/** How far two people agree on the same cases, and those on which they do not. */
export function AgreementPage() {
  const { t } = useTranslation('learning')
  const kind = useKind()
  const query = useQuery({
    queryKey: ['agreement', kind],
    queryFn: ({ signal }) => get<Agreement>('/api/learning/agreement', { kind }, signal),
  })
  return (
    <Page>
      <LearningHead />
      <Columns side={320}>
        <section className={styles.card} aria-label={t('tab.agreement')}>
          {query.data ? (
            <>
              <Sentence agreement={query.data} />
              {query.data.pairs.length > 0 && <PairTable pairs={query.data.pairs} />}
            </>
          ) : query.isError ? (
            <Problem error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <Loading rows={3} />
          )}
        </section>
        <SecondShare />
      </Columns>
      <Disputed />
    </Page>
  )
}

/** Landis and Koch's words for kappa. */
export function wordOf(kappa: number): 'almost' | 'substantial' | 'moderate' | 'weak' {
  return kappa > 0.8 ? 'almost' : kappa > 0.6 ? 'substantial' : kappa > 0.4 ? 'moderate' : 'weak'
}

function Sentence({ agreement: { cases, agreed, kappa } }: { agreement: Agreement }) {
  const { t } = useTranslation('learning')
  if (cases === 0) return <p className={styles.sentence}>{t('agreement.none')}</p>
  const percent = Math.round((agreed / cases) * 100)
  return (
    <>
      <p className={styles.sentence}>
        {kappa === null || cases < ENOUGH
          ? t('agreement.early', { cases, agreed })
          : t(`agreement.word.${wordOf(kappa)}`, { cases, percent, kappa: kappa.toFixed(2) })}
      </p>
      <p className={styles.note}>{t('agreement.note')}</p>
    </>
  )
}

function Disputed() {
  const { t } = useTranslation('learning')
  const pages = usePages<FailureCase>('cases', '/api/learning/cases', { kind: useKind(), disputed: 'true' })
  const [opened, setOpened] = useState<string | null>(null)
  const columns = useCaseColumns()
  return (
    <section>
      <h2 className={styles.heading}>{t('agreement.disputed')}</h2>
      <ListBody
        pages={pages}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('agreement.noDisputed')} hint={t('agreement.noDisputedHint')} />}
      >
        <RecordTable
          label={t('agreement.disputed')}
          columns={columns}
          rows={pages.items}
          onOpen={(one) => setOpened(one.id)}
        />
      </ListBody>
      {opened && <CaseDrawer key={opened} id={opened} onClose={() => setOpened(null)} />}
    </section>
  )
}
