import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PolicyVersion } from '../../../../src/desk/routing/contract.ts'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import styles from './routing.module.css'

type Props = { versions: PolicyVersion[]; onTake: (version: PolicyVersion) => void }

/** What held before: any of it can be taken up again, tried and released. */
export function PolicyVersions({ versions, onTake }: Props) {
  const { t } = useTranslation('routing')
  const actor = useActorName()
  return (
    <section className={styles.panel}>
      <h2>{t('policy.versions')}</h2>
      <ol className={styles.versions}>
        {versions.map((version) => (
          <li key={version.version}>
            <StatusMark plain tone={version.status === 'released' ? 'action' : 'quiet'}>
              {t(`policy.status.${version.status}`)}
            </StatusMark>
            <span>
              <b>{t('policy.version', { version: version.version })}</b>
              {version.note && ` · ${version.note}`}
              <small>
                {actor(version.createdBy)} · <RelativeTime at={version.createdAt} />
              </small>
            </span>
            {version.status !== 'released' && (
              <Button size="small" type="text" onClick={() => onTake(version)}>
                {t('policy.take')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
