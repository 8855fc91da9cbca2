import { Alert, Button, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PackDetail } from '../../../../src/packs/contract.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './packs.module.css'
import { usePack } from './use-packs.ts'

/** One pack in full: what an update would do, what people changed, what stands in its way. */
export function PackDetails({ id, onClose }: { id: string; onClose: () => void }) {
  const { locale } = usePreferences()
  const query = usePack(id)
  return (
    <Drawer open size={480} title={query.data?.title[locale] ?? id} onClose={onClose}>
      {query.data ? (
        <Details pack={query.data} />
      ) : query.isError ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading rows={6} />
      )}
    </Drawer>
  )
}

function Details({ pack }: { pack: PackDetail }) {
  const { t } = useTranslation('packs')
  const { changes } = pack
  const changing = changes.added + changes.changed + changes.removed > 0
  return (
    <div className={styles.details}>
      {pack.conflicts.length > 0 && (
        <Alert
          type="error"
          title={t('conflicts')}
          description={
            <ul className={styles.list}>
              {pack.conflicts.map((conflict) => (
                <li key={conflict}>{conflict}</li>
              ))}
            </ul>
          }
        />
      )}
      {pack.installedAt && (
        <section>
          <h3>{t('installed')}</h3>
          <p>
            {t('version', { version: pack.installedVersion })} · <RelativeTime at={pack.installedAt} />
          </p>
          {pack.tryOut && (
            <Button href={pack.tryOut} target="_blank" rel="noreferrer">
              {t('act.try')}
            </Button>
          )}
        </section>
      )}
      {changing && (
        <section>
          <h3>{t('changes.title')}</h3>
          <p>{t('changes.text', changes)}</p>
        </section>
      )}
      {pack.installedAt && (
        <section>
          <h3>{t('edited.title')}</h3>
          {pack.edited.length === 0 ? (
            <p>{t('edited.none')}</p>
          ) : (
            <>
              <p>{t('edited.text')}</p>
              <ul className={styles.list}>
                {pack.edited.map((one) => (
                  <li key={`${one.kind} ${one.id}`}>
                    {t(`kind.${one.kind}`)} · {one.title}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
    </div>
  )
}
