import { Button, Checkbox, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CaseCluster } from '../../../../../src/learning/contract.ts'
import type { ModelKind } from '../../../../../src/understanding/models/contract.ts'
import { Columns } from '../../../components/columns.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { LabelChoices } from '../label-choices.tsx'
import { LabelText } from '../label-text.tsx'
import { MaskedText } from '../masked-text.tsx'
import styles from './group.module.css'
import { useGroup } from './use-group.ts'

type Props = { kind: ModelKind; group: CaseCluster; onClose: () => void }

/** A whole group at once: take out what does not belong, choose a label, see what it would do, do it. */
export function GroupDrawer({ kind, group, onClose }: Props) {
  const { t } = useTranslation('learning')
  const work = useGroup(kind, group, onClose)
  const { pages } = work
  const oneByOne = new URLSearchParams({ group: group.id, ...(kind === 'emotion' && { kind }) })
  return (
    <Drawer
      open
      size={760}
      title={t('group.title', { count: group.size })}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          <span className={styles.preview} aria-live="polite">
            {work.label ? (
              <>
                {t('group.preview', { count: work.count })} <b>{<LabelText label={work.label} />}</b>
              </>
            ) : (
              t('group.choose')
            )}
          </span>
          <Button onClick={() => work.dismiss.mutate()} loading={work.dismiss.isPending}>
            {t('group.dismiss')}
          </Button>
          <Button
            ref={work.button}
            type="primary"
            disabled={!work.label || work.count === 0}
            loading={work.apply.isPending}
            onClick={() => work.apply.mutate()}
          >
            {t('group.apply', { count: work.count })}
          </Button>
        </div>
      }
    >
      {pages.isError ? (
        <Problem error={pages.error} onRetry={pages.retry} />
      ) : pages.isPending ? (
        <Loading rows={8} />
      ) : (
        <Columns side={340}>
          <section aria-label={t('group.cases')}>
            <p className={styles.hint}>
              {t('group.takeOut')} <Link to={`/learning?${oneByOne}`}>{t('group.oneByOne')}</Link>
            </p>
            <ul className={styles.cases}>
              {pages.items.map((one) => (
                <li key={one.id}>
                  <Checkbox checked={!work.except.has(one.id)} onChange={() => work.toggle(one.id)}>
                    <MaskedText text={one.text} />
                  </Checkbox>
                </li>
              ))}
            </ul>
            {pages.hasMore && (
              <Button type="link" size="small" loading={pages.isLoadingMore} onClick={pages.loadMore}>
                {t('group.more', { count: pages.items.length })}
              </Button>
            )}
          </section>
          <section aria-label={t(kind === 'emotion' ? 'feels' : 'means')} className={styles.labels}>
            <LabelChoices
              kind={kind}
              suggestions={work.suggestions}
              chosen={work.label ? JSON.stringify(work.label) : ''}
              onLabel={work.choose}
              acts={[]}
            />
          </section>
        </Columns>
      )}
    </Drawer>
  )
}
