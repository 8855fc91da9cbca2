import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PackSummary } from '../../../../src/packs/contract.ts'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import styles from './packs.module.css'
import { usePackActs } from './use-pack-acts.ts'

const PARTS = ['intents', 'flows', 'articles', 'actions', 'terms', 'replies', 'scripts', 'rules'] as const

/** One pack: what it is for, what is inside, and what can be done with it. */
export function PackCard({ pack, training, onOpen }: { pack: PackSummary; training: boolean; onOpen: () => void }) {
  const { t } = useTranslation('packs')
  const { locale } = usePreferences()
  const { may } = useSession()
  const acts = usePackActs(pack)
  const installed = pack.installedVersion !== null
  return (
    <article className={styles.card} aria-labelledby={`pack-${pack.id}`}>
      <header className={styles.head}>
        <h2 id={`pack-${pack.id}`} className={styles.name}>
          {pack.title[locale]}
        </h2>
        {pack.updateAvailable ? (
          <StatusMark tone="person">{t('state.update', { version: pack.version })}</StatusMark>
        ) : (
          <StatusMark tone={installed ? 'good' : 'quiet'}>
            {t(installed ? 'state.installed' : 'state.ready')}
          </StatusMark>
        )}
      </header>
      <p className={styles.about}>{pack.description[locale]}</p>
      <dl className={styles.parts}>
        {PARTS.filter((part) => pack.contents[part] > 0).map((part) => (
          <div key={part}>
            <dt>{t(`part.${part}`)}</dt>
            <dd>{pack.contents[part]}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.words}>
        <Word>{pack.id}</Word>
        <Word>{t('version', { version: pack.installedVersion ?? pack.version })}</Word>
        {pack.required && <Word>{t('required')}</Word>}
        {pack.shown && <Word>{t('shown')}</Word>}
      </p>
      {acts.busy || (training && installed && !pack.required) ? (
        <div role="status" className={styles.progress}>
          <Progress percent={100} status="active" showInfo={false} size="small" />
          <span>{t(acts.busy ? `doing.${acts.busy}` : 'training')}</span>
        </div>
      ) : null}
      <footer className={styles.foot}>
        <Button type="text" onClick={onOpen}>
          {t('act.details')}
        </Button>
        <span className={styles.spring} />
        {may('packs.manage') && <Actions pack={pack} acts={acts} />}
      </footer>
    </article>
  )
}

function Actions({ pack, acts }: { pack: PackSummary; acts: ReturnType<typeof usePackActs> }) {
  const { t } = useTranslation('packs')
  const installed = pack.installedVersion !== null
  const idle = acts.busy === null
  return (
    <>
      {installed && !pack.required && !pack.shown && (
        <Button type="text" disabled={!idle} onClick={acts.show}>
          {t('act.show')}
        </Button>
      )}
      {installed && !pack.required && (
        <Button danger type="text" disabled={!idle} onClick={acts.remove}>
          {t('act.remove')}
        </Button>
      )}
      {pack.updateAvailable && (
        <Button type="primary" loading={acts.busy === 'update'} disabled={!idle} onClick={acts.update}>
          {t('act.update')}
        </Button>
      )}
      {!installed && (
        <Button type="primary" loading={acts.busy === 'install'} disabled={!idle} onClick={acts.install}>
          {t('act.install')}
        </Button>
      )}
    </>
  )
}
