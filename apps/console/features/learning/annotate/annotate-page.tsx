import { CheckCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ModelKind } from '../../../../../src/understanding/models/contract.ts'
import { Empty } from '../../../components/empty.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import { useKind } from '../../models/kind-switch.tsx'
import { CaseView } from '../case-view.tsx'
import { LabelChoices } from '../label-choices.tsx'
import { LearningHead } from '../learning-head.tsx'
import type { Offer } from '../types.ts'
import styles from './annotate.module.css'
import { LastDone } from './last-done.tsx'
import { Progress } from './progress.tsx'
import { useAnnotation } from './use-annotation.ts'

/** One case after the other, by key, at the pace of thinking. */
export function AnnotatePage() {
  const kind = useKind()
  return <Annotation key={kind} kind={kind} />
}

function Annotation({ kind }: { kind: ModelKind }) {
  const { t } = useTranslation('learning')
  const filters = useFilters(['group'])
  const work = useAnnotation(kind, filters.values.group)
  const { current, error } = work
  return (
    <Page>
      <LearningHead end={<Progress done={work.done} />} />
      {filters.values.group && (
        <p className={styles.oneGroup}>
          {t('oneGroup')}
          <Button type="link" size="small" onClick={filters.clear}>
            {t('allOpen')}
          </Button>
        </p>
      )}
      {error ? (
        <Problem error={error} onRetry={() => void work.restart()} />
      ) : current === null ? (
        <Empty icon={<CheckCircleOutlined aria-hidden />} title={t('allDone')} hint={t('allDoneHint')}>
          {work.done.length > 0 && <Button onClick={() => void work.undo()}>{t('act.undo')}</Button>}
        </Empty>
      ) : (
        <Desk kind={kind} offer={current} work={work} />
      )}
    </Page>
  )
}

type DeskProps = { kind: ModelKind; offer: Offer | undefined; work: ReturnType<typeof useAnnotation> }

function Desk({ kind, offer, work }: DeskProps) {
  const { t } = useTranslation('learning')
  const means = t(kind === 'emotion' ? 'feels' : 'means')
  const acts = [
    {
      id: 'dismiss',
      title: t('act.dismiss'),
      keys: 'd',
      run: () => work.decide({ kind: 'dismiss' }),
      disabled: !offer,
    },
    { id: 'skip', title: t('act.skip'), keys: 's', run: () => work.decide({ kind: 'skip' }), disabled: !offer },
    { id: 'undo', title: t('act.undo'), keys: 'u', run: () => void work.undo(), disabled: work.done.length === 0 },
  ]
  return (
    <div className={styles.desk}>
      <div className={styles.card}>{offer ? <CaseView one={offer.case} /> : <Loading rows={6} />}</div>
      <aside className={styles.side} aria-label={means}>
        <h2 className={styles.means}>{means}</h2>
        <LabelChoices
          key={offer?.case.id}
          kind={kind}
          suggestions={offer?.suggestions ?? []}
          onLabel={(label) => work.decide({ kind: 'label', label })}
          acts={acts}
          disabled={!offer}
        />
        <LastDone done={work.done.at(-1)} />
      </aside>
    </div>
  )
}
