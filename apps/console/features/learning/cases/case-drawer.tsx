import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useSession } from '../../../session.tsx'
import { useColleagues } from '../../team/use-colleagues.ts'
import { CaseView } from '../case-view.tsx'
import { LabelChoices } from '../label-choices.tsx'
import { LabelText } from '../label-text.tsx'
import { useContext } from '../use-context.ts'
import styles from './case-drawer.module.css'
import { CaseStatus } from './case-status.tsx'
import { useCase } from './use-case.ts'

/** One case of the list: what came of it, and the way to say something else. */
export function CaseDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('learning')
  const { query, label, dismiss, undo } = useCase(id, onClose)
  const { user } = useSession()
  const { name } = useColleagues()
  const one = query.data?.case
  const means = t(one?.kind === 'emotion' ? 'feels' : 'means')
  const acts = one
    ? [
        ...(one.status === 'dismissed'
          ? []
          : [{ id: 'dismiss', title: t('act.dismiss'), keys: 'd', run: () => dismiss.mutate() }]),
        ...(one.labelledBy === user.id
          ? [{ id: 'undo', title: t('act.undo'), keys: 'u', run: () => undo.mutate() }]
          : []),
      ]
    : []
  return (
    <Drawer open size={560} title={t('case')} onClose={onClose}>
      {one && query.data ? (
        <div className={styles.body}>
          {one.status !== 'open' && (
            <p className={styles.state}>
              <CaseStatus one={one} />
              {one.labelledBy && one.labelledAt && (
                <span className={styles.soft}>
                  {name(one.labelledBy) ?? one.labelledBy} · <RelativeTime at={one.labelledAt} />
                </span>
              )}
            </p>
          )}
          {one.disputed && <TwoLabels id={id} />}
          <CaseView one={one} />
          <section className={styles.labels} aria-label={means}>
            <h3>{one.disputed ? t('settle') : means}</h3>
            <LabelChoices
              kind={one.kind}
              suggestions={query.data.suggestions}
              onLabel={(chosen) => label.mutate(chosen)}
              acts={acts}
              disabled={label.isPending}
            />
          </section>
        </div>
      ) : query.isError ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading rows={8} />
      )}
    </Drawer>
  )
}

/** Who said what, where two people disagree. */
function TwoLabels({ id }: { id: string }) {
  const { name } = useColleagues()
  const { data } = useContext(id)
  return (
    <ul className={styles.two}>
      {data?.labels.map(({ by, label }) => (
        <li key={by}>
          <span className={styles.soft}>{name(by) ?? by}</span>
          <b>
            <LabelText label={label} />
          </b>
        </li>
      ))}
    </ul>
  )
}
