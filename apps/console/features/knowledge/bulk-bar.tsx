import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ManagedArticle } from '../../../../src/knowledge/contract.ts'
import type { Chosen } from '../../components/list/use-chosen.tsx'
import styles from './knowledge.module.css'
import { MoveDialog } from './move-dialog.tsx'
import { useBulk } from './use-bulk.ts'

/** What can be done with all ticked articles at once, and which of them refused and why. */
export function BulkBar({ chosen, articles }: { chosen: Chosen; articles: ManagedArticle[] }) {
  const { t } = useTranslation(['knowledge', 'lists'])
  const [moving, setMoving] = useState(false)
  const bulk = useBulk(chosen)
  const { ids } = chosen
  const titleOf = (id: string) => articles.find((one) => one.id === id)?.title ?? id
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('knowledge:bulk.label')}>
      <div className={styles.bulkLine}>
        <strong>{t('knowledge:bulk.chosen', { count: ids.length })}</strong>
        <Button size="small" loading={bulk.busy} onClick={() => bulk.act({ ids, what: 'publish' })}>
          {t('knowledge:act.publish')}
        </Button>
        <Button size="small" loading={bulk.busy} onClick={() => bulk.act({ ids, what: 'unpublish' })}>
          {t('knowledge:act.unpublish')}
        </Button>
        <Button size="small" onClick={() => setMoving(true)}>
          {t('knowledge:bulk.move')}
        </Button>
        <Button size="small" danger onClick={() => bulk.archive(ids)}>
          {t('knowledge:act.archive')}
        </Button>
        <Button size="small" type="text" onClick={chosen.clear}>
          {t('knowledge:bulk.none')}
        </Button>
      </div>
      {bulk.refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          closable={{ onClose: bulk.forget }}
          title={t('knowledge:bulk.refused', { count: bulk.refused.length })}
          description={
            <ul className={styles.refused}>
              {bulk.refused.map(({ id, message }) => (
                <li key={id}>
                  <b>{titleOf(id)}</b> {message}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {moving && (
        <MoveDialog
          count={ids.length}
          onClose={() => setMoving(false)}
          onMove={(to) => {
            setMoving(false)
            bulk.act({ ids, what: 'move', ...to })
          }}
        />
      )}
    </div>
  )
}
